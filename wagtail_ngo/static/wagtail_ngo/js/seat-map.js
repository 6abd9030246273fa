/* A place is chosen on a map. The two fields stay the truth, and can be typed without it. */
(() => {
  const { StimulusModule, wagtail, ngoFormFields } = window;
  const CLOSE = 17;
  const TOWN = 13;
  const COUNTRY = 6;

  function load(tag, attributes) {
    return new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement(tag), attributes);
      element.addEventListener('load', resolve);
      element.addEventListener('error', reject);
      document.head.append(element);
    });
  }

  function escaped(text) {
    const element = document.createElement('span');
    element.textContent = text;
    return element.innerHTML;
  }

  class SeatMapController extends StimulusModule.Controller {
    static targets = ['open', 'canvas', 'middle', 'said'];
    static values = {
      script: String, style: String, tiles: String, attribution: String,
      latitude: Number, longitude: Number, known: Boolean, in: String, out: String,
    };

    connect() {
      this.form = this.element.closest('form');
      this.openTarget.hidden = false;
    }

    disconnect() {
      this.map?.remove();
    }

    typed() {
      const numbers = ['latitude', 'longitude'].map((name) => {
        const text = (this.form.elements[name]?.value ?? '').trim().replace(',', '.');
        return text && Number.isFinite(Number(text)) ? Number(text) : null;
      });
      return numbers.includes(null) ? null : numbers;
    }

    async open() {
      this.openTarget.disabled = true;
      try {
        await Promise.all([
          load('script', { src: this.scriptValue }),
          load('link', { rel: 'stylesheet', href: this.styleValue }),
        ]);
      } catch {
        this.openTarget.disabled = false;
        return;
      }
      this.openTarget.hidden = true;
      this.canvasTarget.hidden = false;
      this.middleTarget.hidden = false;
      this.draw(window.L);
      this.canvasTarget.focus();
    }

    draw(L) {
      const seat = this.typed();
      const town = [this.latitudeValue, this.longitudeValue];
      this.map = L.map(this.canvasTarget, { zoomAnimation: false, zoomControl: false, maxZoom: 18 });
      L.control.zoom({ zoomInTitle: this.inValue, zoomOutTitle: this.outValue }).addTo(this.map);
      L.tileLayer(this.tilesValue, { attribution: escaped(this.attributionValue), maxZoom: 18 }).addTo(this.map);
      this.map.setView(seat ?? town, seat ? CLOSE : this.knownValue ? TOWN : COUNTRY);
      this.mark = L.circleMarker(seat ?? town, { radius: 9, interactive: false });
      if (seat) this.mark.addTo(this.map);
      this.map.on('click', (event) => this.put(event.latlng));
    }

    take() {
      this.put(this.map.getCenter());
    }

    put({ lat, lng }) {
      ngoFormFields.fill(this.form, 'latitude', lat.toFixed(6));
      ngoFormFields.fill(this.form, 'longitude', lng.toFixed(6));
      this.mark.setLatLng([lat, lng]).addTo(this.map);
      this.saidTarget.textContent = '';
      this.saidTarget.textContent = this.saidTarget.dataset.text;
    }
  }

  wagtail.app.register('ngo-seat-map', SeatMapController);
})();
