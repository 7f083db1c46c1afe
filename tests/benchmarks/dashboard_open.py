"""How long the audit's dashboard takes to open. Run by hand; needs playwright and Chromium::

    python -m tests.benchmarks.dashboard_open FOLDER/out/dashboard.html [--times 5] [--picture trends.png]

Every time a browser of its own opens the file. From the start of the navigation, in the page's own clock: the load
event (script done, heat map drawn), the first picture, and a list of reports that a click on its tab has shown; beside
it the processor time of the page's thread until then, which other work on the machine does not change.
"""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path
from statistics import median
from typing import Any

_MARKS = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return [performance.getEntriesByType("navigation")[0].loadEventEnd, paint ? paint.startTime : NaN];
}"""
_LIST = """() => new Promise((done) => {
  document.getElementById("tab-reports").click();
  const told = () => done([performance.now(), document.querySelectorAll(".row").length]);
  requestAnimationFrame(() => requestAnimationFrame(told));
})"""


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("page", type=Path)
    given.add_argument("--times", type=int, default=5)
    given.add_argument("--picture", type=Path, help="where a picture of the trends goes")
    options = given.parse_args()
    names = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    chromium = os.environ.get("CHECKER_CHROMIUM") or next(filter(None, names), None)

    from playwright.sync_api import sync_playwright

    print(f"{options.page.stat().st_size / 2**20:.1f} MB, load {os.getloadavg()[0]:.1f}")
    lists: list[float] = []
    with sync_playwright() as playwright:
        for number in range(options.times):
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            said: list[str] = []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.on("pageerror", lambda error, said=said: said.append(str(error)))
            lists.append(_opened(page, options.page))
            if options.picture and number == options.times - 1:
                page.click("#tab-trends")
                page.screenshot(path=options.picture, full_page=True)
            browser.close()
            if said:
                print("the page said:", said)
    print(f"median until a list: {median(lists):.0f} ms; load {os.getloadavg()[0]:.1f}")


def _opened(page: Any, file: Path) -> float:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(file.resolve().as_uri(), wait_until="load")
    loaded, painted = page.evaluate(_MARKS)
    listed, rows = page.evaluate(_LIST)
    metrics = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
    print(
        f"load event {loaded:.0f} ms, first picture {painted:.0f} ms, list of {rows} rows {listed:.0f} ms, "
        f"processor {1000 * metrics['TaskDuration']:.0f} ms"
    )
    return float(listed)


if __name__ == "__main__":
    main()
