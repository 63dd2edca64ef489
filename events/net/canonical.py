"""Which spelling of its URL an article is known by: without tracking, and seen through AMP, mobile and print variants.

Nothing here decides whether a URL is safe to fetch. `canonical_url` changes only what never changes the page;
`identity_key` goes further, so its result is a key to compare, not an address to fetch.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from events.net.urls import Url, parse_url

_TRACKING_NAMES = """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh mc_cid mc_eid mkt_tok s_cid icid
    cmpid cmp ncid ocid sr_share ref_src ref_url referrer _ga _gl _hsenc _hsmi __twitter_impression xtor spm vero_id
    oly_anon_id oly_enc_id wickedid trk trkinfo smid smtyp at_medium at_campaign at_custom1 at_custom2 at_custom3
    at_custom4 at_link_id at_link_type at_link_origin at_format at_ptr_name at_bbc_team ns_campaign ns_mchannel
    ns_source ns_linkname ns_fee guccounter guce_referrer guce_referrer_sig cvid ftag soc_src soc_trk fb_action_ids
    fb_action_types fb_source ga_source ga_medium ga_campaign
"""
TRACKING = frozenset(_TRACKING_NAMES.split())
_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "matomo_", "piwik_", "wt_", "wt.", "stm_", "pf_rd_")
_VARIANT_PARAMETERS = frozenset({"amp", "outputtype", "amp_js_v", "amp_gsa", "usqp", "print", "view", "mobile"})
_VARIANT_VALUES = frozenset({"", "1", "true", "yes", "amp", "print", "mobile", "y"})
_VARIANT_HOST = re.compile(r"^(?:www\d?|amp|m|mobile|touch|print|wap)\.(?=[^.]+\.)")
_VARIANT_SEGMENTS = frozenset({"amp", "print", "printable", "mobile"})
_AMP_ENDING = re.compile(r"[._-](?:amp|print)(?=\.html?$|$)")
_CACHE_PATH = re.compile(r"/(?:amp|[acv])/(?:s/)?([^/]+\.[^/]+)(/.*)?")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")


def canonical_url(text: str, *, allowed_hosts: Iterable[str] = ()) -> str:
    """Give the spelling of a URL without what never changes the page; raises NotAUrlError.

    Host in lower case, no default port, no fragment, no tracking parameters, escapes normalised, AMP caches unwrapped.
    `allowed_hosts` are those that `parse_url` lets through besides.
    """
    url = _unwrapped(parse_url(text.strip(), allowed_hosts=allowed_hosts))
    path, mark, query = url.target.partition("?")
    kept = [pair for pair in query.split("&") if pair and not _is_tracking(pair.partition("=")[0])] if mark else []
    return f"{url.scheme}://{url.netloc}{_escapes(path)}" + ("?" + _escapes("&".join(kept)) if kept else "")


def identity_key(text: str, *, allowed_hosts: Iterable[str] = ()) -> str:
    """Give the key under which all variants of one article's URL meet; raises NotAUrlError.

    Scheme, "www.", AMP, mobile and print variants and a closing slash make no difference; the order of parameters
    neither.
    """
    url = parse_url(canonical_url(text, allowed_hosts=allowed_hosts), allowed_hosts=allowed_hosts)
    path, _, query = url.target.partition("?")
    host = _VARIANT_HOST.sub("", url.netloc)
    segments = [part for part in path.split("/") if part]
    if len(segments) > 1:
        segments = [part for part in segments if part.lower() not in _VARIANT_SEGMENTS] or segments
    if segments:
        segments[-1] = _AMP_ENDING.sub("", segments[-1])
    pairs = sorted(pair for pair in query.split("&") if pair and not _is_variant(pair))
    return "/".join([host, *segments]) + ("?" + "&".join(pairs) if pairs else "")


def _is_tracking(name: str) -> bool:
    lowered = unquote(name).lower()
    return lowered in TRACKING or lowered.startswith(_TRACKING_PREFIXES)


def _is_variant(pair: str) -> bool:
    name, _, value = pair.lower().partition("=")
    return name in _VARIANT_PARAMETERS and value in _VARIANT_VALUES


def _unwrapped(url: Url) -> Url:
    if not (url.host.endswith(".cdn.ampproject.org") or (url.host.startswith("www.google.") and "/amp/" in url.target)):
        return url
    found = _CACHE_PATH.fullmatch(url.target)
    return parse_url(f"https://{found[1]}{found[2] or '/'}") if found else url


def _escapes(text: str) -> str:
    def normal(found: re.Match[str]) -> str:
        character = chr(int(found[0][1:], 16))
        return character if character in _UNRESERVED else found[0].upper()

    return _ESCAPE.sub(normal, text)
