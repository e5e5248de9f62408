"""Headless Chromium for the tests of the report: one browser a session, a fresh profile, no network."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from tests.report_records import write_documents

from resextract.writers.report.page import build_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

REQUIRED = "RESEXTRACT_BROWSER_TESTS"
TODAY = dt.date(2024, 3, 1)
DESKTOP = (1440, 900)
PHONE = (390, 844)
PATIENCE = 5.0

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--lang=ru",
)  # fmt: skip


def _find_program(names: tuple[str, ...]) -> str | None:
    return next((path for path in map(shutil.which, names) if path), None)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """The browser; tests are skipped where there is none, unless RESEXTRACT_BROWSER_TESTS=required."""
    binary = _find_program(("chromium", "chromium-browser", "google-chrome"))
    driver = _find_program(("chromedriver",))
    missing = [name for name, path in (("chromium", binary), ("chromedriver", driver)) if path is None]
    if missing:
        reason = f"no {' and no '.join(missing)} on this machine (apt-get install chromium chromium-driver)"
        if os.environ.get(REQUIRED) == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(binary)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(str(driver)))
    yield browser
    browser.quit()


@pytest.fixture(scope="session")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of seven tasks in three documents, one of them without its source."""
    folder = tmp_path_factory.mktemp("report")
    report = build_report(write_documents(folder), folder, TODAY)
    path = folder / "report.html"
    path.write_text(report.html, encoding="utf-8", newline="")
    return path


@dataclass
class Page:
    """A report in the browser, with the words that tests are written in."""

    browser: Chrome
    path: Path

    def open(self, fragment: str = "", size: tuple[int, int] = DESKTOP, **media: str) -> Page:
        """Load the page anew; `media` are features such as ``prefers_color_scheme="dark"``."""
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in media.items()]
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": features})
        self.browser.get("about:blank")  # otherwise another fragment would not load anything
        self.read_logs()
        self.browser.get(f"{self.path.as_uri()}{fragment}")
        return self

    def run(self, script: str, *arguments: Any) -> Any:
        return self.browser.execute_script(script, *arguments)

    def find(self, selector: str) -> WebElement:
        return self.browser.find_element("css selector", selector)

    def find_all(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements("css selector", selector)

    def find_named(self, selector: str, text: str) -> WebElement:
        """The first element of a selector whose text holds something."""
        found = [element for element in self.find_all(selector) if text in element.get_property("textContent")]
        assert found, f"no {selector} with {text!r}"
        return found[0]

    def click(self, selector: str, text: str = "") -> None:
        element = self.find_named(selector, text)
        # What follows the scrolling moves in the next frame; a click in between would miss.
        self.browser.execute_async_script(
            "arguments[0].scrollIntoView({block: 'center'});"
            "requestAnimationFrame(() => requestAnimationFrame(arguments[1]))",
            element,
        )
        element.click()

    def press(self, *keys: str) -> None:
        from selenium.webdriver import ActionChains

        ActionChains(self.browser).send_keys(*keys).perform()

    def search(self, query: str) -> None:
        box = self.find("#search")
        box.clear()
        box.send_keys(query)
        # The charts follow after a pause and move what stands below them; a timer that is set later fires later.
        self.browser.execute_async_script(
            "setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(arguments[0])), 150)"
        )

    def wait(self, condition: Callable[[], Any]) -> None:
        """Wait until something is true; what is only soon true is no failure."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, "it did not come true"
            time.sleep(0.02)

    @property
    def count(self) -> str:
        return str(self.find("#count").text).replace("\u00a0", " ")

    @property
    def rows(self) -> list[str]:
        """The tasks in the table, by their number and the first word of their text."""
        return self.run(
            "return [...document.querySelectorAll('tr[data-task]')].map((row) => "
            "`${row.querySelector('.toggle').innerText.trim()} "
            "${row.querySelector('.text').textContent.split(' ')[0]}`)"
        )

    @property
    def chips(self) -> list[str]:
        return [chip.text for chip in self.find_all("#chips .chip-text")]

    @property
    def lit(self) -> str:
        """What is lit in the source."""
        return "".join(self.run("return [...document.querySelectorAll('.is-target')].map((e) => e.textContent)"))

    @property
    def focused(self) -> str:
        return str(self.run("const e = document.activeElement; return e.ariaLabel || e.textContent || e.id"))

    def is_in_sight(self, selector: str, frame: str) -> bool:
        """Tell whether an element lies inside another one, and both in the window."""
        return bool(
            self.run(
                "const [a, b] = [...arguments].map((s) => document.querySelector(s).getBoundingClientRect());"
                "return a.top >= b.top && a.bottom <= b.bottom && b.bottom <= innerHeight + 1 && a.left >= b.left - 1",
                selector,
                frame,
            )
        )

    def read_logs(self) -> tuple[list[str], list[str]]:
        """The messages of the console and the addresses asked for, since the last look."""
        messages = [entry["message"] for entry in self.browser.get_log("browser")]
        events = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]
        asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
        return messages, asked


@pytest.fixture
def page(chromium: Chrome, report_file: Path) -> Iterator[Page]:
    """The report, opened on a desktop; after the test the console must be empty."""
    page = Page(chromium, report_file)
    yield page.open()
    assert page.read_logs()[0] == []
