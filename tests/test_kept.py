"""Answers that are kept: bounded, asked once, never an error."""

from __future__ import annotations

import asyncio

import pytest

from beleidsgraaf.errors import QueryTimeout
from beleidsgraaf_api.kept import AnswerCache, Kept

TEXT = {"content-type": "text/plain"}


def test_the_cache_is_bounded_in_bytes_and_forgets_the_least_asked() -> None:
    cache = AnswerCache(100_000)
    for number in range(50):
        cache.put(number, Kept(b"x" * 9_000, TEXT))
        cache.get(0)
    assert cache.size <= 100_000
    assert cache.get(0) is not None
    assert cache.get(1) is None
    cache.put("large", Kept(b"x" * 20_000, TEXT))
    assert cache.get("large") is None


def test_the_gzip_counts() -> None:
    async def main() -> tuple[int, int]:
        cache = AnswerCache(100_000)
        kept = Kept(b"x" * 9_000, TEXT)
        cache.put("a", kept)
        before = cache.size
        cache.put("a", await kept.with_gzip())
        return before, cache.size

    before, after = asyncio.run(main())
    assert before < after < before + 9_000


def test_equal_questions_at_the_same_time_are_asked_once() -> None:
    asked = []

    async def make() -> Kept:
        asked.append(1)
        await asyncio.sleep(0.05)
        return Kept(b"answer", TEXT)

    async def main() -> list[Kept]:
        cache = AnswerCache(100_000)
        return await asyncio.gather(*(cache.once("key", make) for _ in range(20)))

    assert {kept.body for kept in asyncio.run(main())} == {b"answer"}
    assert len(asked) == 1


def test_an_error_is_everybodys_and_is_not_kept() -> None:
    asked = []

    async def make() -> Kept:
        asked.append(1)
        await asyncio.sleep(0.01)
        raise QueryTimeout("too long")

    async def main() -> None:
        cache = AnswerCache(100_000)
        for _ in range(2):
            found = await asyncio.gather(
                *(cache.once("key", make) for _ in range(3)), return_exceptions=True
            )
            assert {type(each) for each in found} == {QueryTimeout}

    asyncio.run(main())
    assert len(asked) == 2


def test_the_work_goes_on_while_one_waits_and_ends_with_the_last() -> None:
    ended: list[str] = []

    async def make() -> Kept:
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise
        return Kept(b"", TEXT)

    async def main() -> None:
        cache = AnswerCache(100_000)
        first, second = (asyncio.create_task(cache.once("key", make)) for _ in range(2))
        await asyncio.sleep(0.01)
        first.cancel()
        await asyncio.sleep(0.01)
        assert ended == []
        second.cancel()
        third = asyncio.create_task(cache.once("key", make))  # joins no work that is ending
        await asyncio.sleep(0.01)
        assert ended == ["cancelled"]
        assert not third.done()
        third.cancel()
        await asyncio.gather(first, second, third, return_exceptions=True)

    asyncio.run(main())


@pytest.mark.parametrize(
    ("kind", "size", "packable"),
    [("text/html; charset=utf-8", 2000, True), ("application/ld+json", 2000, True),
     ("image/svg+xml", 2000, True), ("image/png", 2000, False), ("text/html", 100, False),
     ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 2000, False)],
)  # fmt: skip
def test_what_gzip_makes_smaller_is_packed(kind: str, size: int, packable: bool) -> None:
    assert Kept(b"x" * size, {"content-type": kind}).packable is packable
