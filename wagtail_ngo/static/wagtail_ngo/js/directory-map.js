/* The map, loaded when a visitor asks for it. The list on the page has the same entries. */

const CELL = 64; // pixels within which markers become one

const holder = document.querySelector("[data-markers]");

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

function pin(L, text) {
  const mark = document.createElement("span");
  mark.textContent = text;
  return L.divIcon({ className: text ? "ngo-map__cluster" : "ngo-map__pin", html: mark, iconSize: text ? [44, 44] : [24, 24] });
}

function grouped(map, markers) {
  const cells = new Map();
  for (const marker of markers) {
    const point = map.project(marker.at, map.getZoom());
    const key = `${Math.floor(point.x / CELL)}:${Math.floor(point.y / CELL)}`;
    cells.set(key, [...(cells.get(key) ?? []), marker]);
  }
  return [...cells.values()];
}

function draw(L, map, layer, markers) {
  layer.clearLayers();
  for (const group of grouped(map, markers)) {
    const many = group.length > 1 && map.getZoom() < map.getMaxZoom();
    for (const one of many ? [group[0]] : group) {
      const name = many ? holder.dataset.cluster.replace("{n}", group.length) : one.name;
      const marker = L.marker(one.at, { icon: pin(L, many ? String(group.length) : ""), alt: name, title: name, keyboard: true });
      if (many) {
        marker.on("click keypress", () => map.fitBounds(L.latLngBounds(group.map((each) => each.at)).pad(0.2), { animate: false }));
      } else {
        const link = Object.assign(document.createElement("a"), { href: one.url, textContent: one.name });
        marker.bindPopup(link);
      }
      layer.addLayer(marker);
    }
  }
}

async function open(button) {
  button.disabled = true;
  const [answer] = await Promise.all([
    fetch(holder.dataset.markers),
    load("script", { src: holder.dataset.script }),
    load("link", { rel: "stylesheet", href: holder.dataset.style }),
  ]);
  const { markers } = await answer.json();
  const canvas = holder.querySelector(".ngo-map__canvas");
  canvas.hidden = false;
  button.parentElement.hidden = true;
  const L = window.L;
  const map = L.map(canvas, { zoomAnimation: false, zoomControl: false, scrollWheelZoom: false, maxZoom: 18 });
  L.control.zoom({ zoomInTitle: holder.dataset.zoomIn, zoomOutTitle: holder.dataset.zoomOut }).addTo(map);
  L.tileLayer(holder.dataset.tiles, { attribution: escaped(holder.dataset.attribution), maxZoom: 18 }).addTo(map);
  if (markers.length) map.fitBounds(L.latLngBounds(markers.map((one) => one.at)).pad(0.1), { animate: false, maxZoom: 15 });
  else map.setView([52, 19], 6);
  const layer = L.layerGroup().addTo(map);
  draw(L, map, layer, markers);
  map.on("zoomend", () => draw(L, map, layer, markers));
  canvas.focus();
}

function escaped(text) {
  const holderElement = document.createElement("span");
  holderElement.textContent = text;
  return holderElement.innerHTML;
}

if (holder) {
  const button = holder.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => open(button).catch(() => { button.disabled = false; }));
}
