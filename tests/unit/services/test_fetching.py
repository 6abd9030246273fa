"""Real TLS connections to a server on this machine; the guard is lifted by ``network`` alone."""

import time

import pytest

from tests.calendar_server import HOST, LocalNetwork, Reply, calendar_server
from wagtail_ngo.domain.web_addresses import ascii_host
from wagtail_ngo.services.fetching import Answer, FetchError, FetchLimits, Internet, fetch

URL = f"https://{HOST}/a.ics"
LIMITS = FetchLimits(size=1000, seconds=5, redirects=2)


@pytest.fixture
def server():
    with calendar_server() as server:
        yield server


def get(server, url=URL, hosts=(HOST,), limits=LIMITS, **options):
    return fetch(url, hosts=hosts, limits=limits, network=server.network, **options)


def refusal(*args, **options) -> tuple[str, str]:
    with pytest.raises(FetchError) as caught:
        get(*args, **options)
    return caught.value.code, caught.value.detail


def test_file_arrives_with_what_the_next_question_needs(server):
    headers = {"ETag": '"v1"', "Last-Modified": "Mon, 04 Jan 2027 10:00:00 GMT"}
    server.replies["/a.ics?x=1"] = Reply(b"BEGIN", headers=headers)

    answer = get(server, f"{URL}?x=1#part")

    assert answer == Answer(b"BEGIN", '"v1"', "Mon, 04 Jan 2027 10:00:00 GMT")
    [(path, asked)] = server.asked
    assert (path, asked["Host"], asked["Accept-Encoding"]) == ("/a.ics?x=1", HOST, "identity")
    assert "If-None-Match" not in asked


def test_unchanged_file_is_not_sent_again(server):
    server.replies["/a.ics"] = Reply(b"BEGIN", headers={"ETag": '"v1"'})

    answer = get(server, etag='"v1"', last_modified="Mon, 04 Jan 2027 10:00:00 GMT")

    assert answer.data is None
    assert server.asked[0][1]["If-Modified-Since"] == "Mon, 04 Jan 2027 10:00:00 GMT"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        (f"http://{HOST}/a.ics", "scheme"),
        (f"https://{HOST}:8443/a.ics", "scheme"),
        (f"https://user:pass@{HOST}/a.ics", "scheme"),
        (f"https://{HOST}:port/a.ics", "scheme"),
        ("file:///etc/hostname", "scheme"),
        ("", "scheme"),
        ("https://other.example/a.ics", "host"),
        (f"https://{HOST}.other.example/a.ics", "host"),
        (f"https://www.{HOST}/a.ics", "host"),
    ],
)
def test_nothing_else_is_asked(server, url, code):
    assert refusal(server, url)[0] == code
    assert server.asked == []


def test_without_hosts_nothing_is_asked(server):
    assert refusal(server, hosts=()) == ("host", HOST)
    assert server.asked == []


def test_host_is_compared_as_the_network_writes_it(server):
    server.replies["/a.ics"] = Reply(b"x")

    assert get(server, f"https://{HOST.upper()}/a.ics").data == b"x"
    assert refusal(server, "https://żuk.example/", hosts=[ascii_host("żuk.example")])[0] != "host"


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["10.1.2.3"], ["169.254.169.254"], ["::1"], ["1.1.1.1", "192.168.0.1"], []],
)
def test_host_that_leads_into_a_private_network_is_not_connected_to(server, addresses):
    class Resolver(Internet):
        port = server.network.port

        def addresses(self, host):
            return addresses

    with pytest.raises(FetchError) as caught:
        fetch(URL, hosts=[HOST], limits=LIMITS, network=Resolver())
    assert (caught.value.code, server.asked) == ("private", [])


def test_the_real_network_refuses_this_machine_by_its_name_and_by_its_address():
    for host in ("localhost", "127.0.0.1"):
        with pytest.raises(FetchError) as caught:
            fetch(f"https://{host}/", hosts=[host], limits=LIMITS)
        assert caught.value.code == "private"


def test_connection_goes_to_the_address_that_was_looked_at(server):
    """The name is resolved once; what a hostile name server says next is never asked for."""
    server.replies["/a.ics"] = Reply(b"x")
    asked = []

    class Resolver(LocalNetwork):
        def addresses(self, host):
            asked.append(host)
            return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    assert (
        fetch(URL, hosts=[HOST], limits=LIMITS, network=Resolver(server.network.port)).data == b"x"
    )
    assert asked == [HOST]


def test_unknown_host_and_silent_port_are_told_apart(server):
    class Nowhere(LocalNetwork):
        def addresses(self, host):
            raise OSError

    with pytest.raises(FetchError) as unknown:
        fetch(URL, hosts=[HOST], limits=LIMITS, network=Nowhere(1))
    with pytest.raises(FetchError) as silent:
        fetch(URL, hosts=[HOST], limits=LIMITS, network=LocalNetwork(1))
    assert (unknown.value.code, silent.value.code) == ("unknown_host", "connection")


def test_certificate_of_another_host_or_of_an_unknown_authority_is_refused(server):
    assert refusal(server, "https://other.example/", hosts=["other.example"])[0] == "certificate"

    class Strict(LocalNetwork):
        context = Internet.context

    with pytest.raises(FetchError) as caught:
        fetch(URL, hosts=[HOST], limits=LIMITS, network=Strict(server.network.port))
    assert (caught.value.code, server.asked) == ("certificate", [])


def test_redirect_is_followed_within_the_hosts_only(server):
    server.replies["/a.ics"] = Reply(status=302, headers={"Location": "/b.ics"})
    server.replies["/b.ics"] = Reply(status=301, headers={"Location": f"https://{HOST}/c.ics"})
    server.replies["/c.ics"] = Reply(b"last")

    assert get(server).data == b"last"
    assert refusal(server, limits=FetchLimits(1000, 5, 1)) == ("redirects", "1")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("https://other.example/", "host"),
        (f"http://{HOST}/b.ics", "scheme"),
        (f"https://{HOST}:22/", "scheme"),
        ("file:///etc/hostname", "scheme"),
        ("//169.254.169.254/", "host"),
    ],
)
def test_redirect_to_elsewhere_is_refused(server, place, code):
    server.replies["/a.ics"] = Reply(status=307, headers={"Location": place})

    assert refusal(server)[0] == code
    assert len(server.asked) == 1


def test_redirect_to_a_host_of_the_list_is_looked_at_too(server):
    class Resolver(LocalNetwork):
        def addresses(self, host):
            return ["127.0.0.1"] if host == HOST else ["10.0.0.1"]

    server.replies["/a.ics"] = Reply(status=302, headers={"Location": "https://intranet.example/"})
    with pytest.raises(FetchError) as caught:
        fetch(
            URL, hosts=[HOST, "intranet.example"], limits=LIMITS,
            network=Resolver(server.network.port),
        )  # fmt: skip
    assert (caught.value.code, caught.value.detail) == ("private", "intranet.example")


def test_file_of_the_largest_size_comes_and_a_byte_more_does_not(server):
    server.replies["/a.ics"] = Reply(b"x" * 1000)
    assert get(server).data == b"x" * 1000

    server.replies["/a.ics"] = Reply(b"x" * 1001)
    assert refusal(server) == ("size", "1")


def test_file_without_a_length_is_cut_at_the_limit(server):
    def endless(handler):
        while True:
            handler.wfile.write(b"x" * 5000)

    server.replies["/a.ics"] = Reply(write=endless)

    assert refusal(server) == ("size", "1")


def test_server_that_drips_is_left(server):
    def drip(handler):
        for _second in range(50):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)

    server.replies["/a.ics"] = Reply(write=drip)
    start = time.monotonic()

    assert refusal(server, limits=FetchLimits(1000, 0.5, 0)) == ("late", "0.5")
    assert time.monotonic() - start < 3


def test_name_that_is_never_resolved_is_left(server):
    class Slow(LocalNetwork):
        def addresses(self, host):
            time.sleep(3)
            return []

    with pytest.raises(FetchError) as caught:
        fetch(URL, hosts=[HOST], limits=FetchLimits(10, 0.2, 0), network=Slow(1))
    assert caught.value.code == "late"


def test_other_answers_are_no_file(server):
    assert refusal(server) == ("status", "404")
    server.replies["/a.ics"] = Reply(b"x", headers={"Content-Encoding": "gzip"})
    assert refusal(server) == ("packed", "")


def test_file_cut_in_the_middle_is_none(server):
    def cut(handler):
        handler.wfile.write(b"x")

    server.replies["/a.ics"] = Reply(headers={"Content-Length": "500"}, write=cut)

    assert refusal(server) == ("broken_off", "")


def test_proxy_of_the_environment_is_not_used(server, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    server.replies["/a.ics"] = Reply(b"x")

    assert get(server).data == b"x"


def test_tag_that_no_header_may_hold_is_forgotten(server):
    server.replies["/a.ics"] = Reply(b"x", headers={"ETag": "a" * 201})

    assert get(server).etag == ""
