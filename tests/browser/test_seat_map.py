"""The seat of an organization is chosen on a map, with a mouse and without."""

from playwright.sync_api import expect

from wagtail_ngo.models import NGOPage


def test_a_press_on_the_map_and_its_middle_fill_the_coordinates(editor, settings, town):
    settings.WAGTAIL_NGO = {
        **settings.WAGTAIL_NGO,
        # A picture of the town's own: no other server is asked in a test.
        "MAP_TILE_URL": "/static/wagtail_ngo/vendor/leaflet/images/layers.png?{z}-{x}-{y}",
        "MAP_ATTRIBUTION": "Mapa",
    }
    entry = NGOPage.objects.live().filter(latitude__isnull=False).first()
    window = editor()
    window.go(f"/admin/pages/{entry.pk}/edit/#tab-adres_i_kontakt")
    page = window.page
    latitude, longitude = page.locator("[name=latitude]"), page.locator("[name=longitude]")
    before = latitude.input_value(), longitude.input_value()

    page.get_by_role("button", name="Wybierz na mapie").click()
    canvas = page.get_by_role("region", name="Mapa siedziby")
    expect(canvas).to_be_focused()
    canvas.click(position={"x": 120, "y": 60})
    pressed = latitude.input_value(), longitude.input_value()
    page.get_by_role("button", name="Weź środek mapy").focus()
    page.keyboard.press("Enter")
    middle = latitude.input_value(), longitude.input_value()

    assert pressed != before
    assert float(pressed[0]) > float(middle[0])  # further north
    assert float(pressed[1]) < float(middle[1])  # further west
    # The map was opened at the seat.
    assert [round(float(value), 3) for value in middle] == [
        round(float(value), 3) for value in before
    ]
    expect(page.get_by_text("Współrzędne są wpisane.")).to_have_count(1)
