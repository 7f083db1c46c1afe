"use strict";
(function () {
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  var narrow = window.matchMedia("(max-width: 60rem)");
  var back = document.querySelector(".back");
  var from = null;

  function show(element) {
    var way = calm.matches ? "auto" : "smooth";
    var pane = !narrow.matches && element.closest(".list, .text");
    if (!pane) { element.scrollIntoView({ block: "center", behavior: way }); return; }
    // only the pane moves; the page follows where the passage would stay below the fold
    var frame = pane.getBoundingClientRect();
    var box = element.getBoundingClientRect();
    var goal = box.top - frame.top + pane.scrollTop;
    var top = Math.max(0, Math.min(goal - pane.clientHeight / 2.5, pane.scrollHeight - pane.clientHeight));
    var ends = frame.top + goal - top;
    pane.scrollTo({ top: top, behavior: way });
    if (ends < 0 || ends + box.height > window.innerHeight) {
      pane.parentElement.scrollIntoView({ block: "start", behavior: way });
    }
  }

  function setUp(root) {
    var pieces = Array.from(root.querySelectorAll(".paper .m"));
    var starts = pieces.map(function (piece) { return +piece.dataset.s; });
    var findings = Array.from(root.querySelectorAll(".finding"));
    var links = Array.from(root.querySelectorAll(".quote"));
    var live = root.querySelector(".live");
    var shown = root.querySelector(".shown");
    var reset = root.querySelector(".reset");
    var empty = root.querySelector(".empty");
    var lit = [];
    var turn = 0, last = -1;

    function firstAt(offset) {
      var low = 0, high = starts.length;
      while (low < high) {
        var middle = (low + high) >> 1;
        if (starts[middle] < offset) low = middle + 1; else high = middle;
      }
      return low;
    }

    function within(start, end) {
      var found = [];
      for (var at = firstAt(start); at < pieces.length && starts[at] < end; at++) found.push(pieces[at]);
      return found;
    }

    function dim() {
      lit.forEach(function (piece) { piece.classList.remove("lit"); });
      lit = [];
      root.querySelectorAll(".on, [aria-current]").forEach(function (element) {
        element.classList.remove("on");
        element.removeAttribute("aria-current");
      });
    }

    function light(quotes, finding) {
      dim();
      quotes.forEach(function (quote) {
        within(+quote.dataset.s, +quote.dataset.e).forEach(function (piece) {
          piece.classList.add("lit");
          lit.push(piece);
        });
      });
      if (finding) finding.classList.add("on");
    }

    function follow(link) {
      var finding = link.closest(".finding");
      light([link], finding);
      link.setAttribute("aria-current", "true");
      var goal = within(+link.dataset.s, +link.dataset.e)[0];
      if (!goal) return;
      show(goal);
      var where = link.parentElement.querySelector(".where");
      live.textContent = live.dataset.found + " " + (where ? where.textContent : "");
      if (narrow.matches) { from = link; back.hidden = false; }
    }

    function find(piece) {
      var start = +piece.dataset.s, end = +piece.dataset.e;
      var holding = links.filter(function (link) {
        return +link.dataset.s <= start && +link.dataset.e >= end && !link.closest(".finding").hidden;
      });
      if (!holding.length) return;
      turn = start === last ? (turn + 1) % holding.length : 0;
      last = start;
      var link = holding[turn];
      light([link], link.closest(".finding"));
      link.closest("details").open = true;
      link.setAttribute("aria-current", "true");
      show(link);
      link.focus({ preventScroll: true });
    }

    root.addEventListener("click", function (event) {
      var link = event.target.closest(".quote");
      if (link) { event.preventDefault(); follow(link); return; }
      var piece = event.target.closest(".paper .m");
      if (piece) { find(piece); return; }
      var head = event.target.closest("summary");
      if (!head || narrow.matches) return;
      var finding = head.closest(".finding");
      // a click that closes it should not move the text
      if (finding.querySelector("details").open) return;
      var own = Array.from(finding.querySelectorAll(".quote"));
      light(own, finding);
      var goal = own.length && within(+own[0].dataset.s, +own[0].dataset.e)[0];
      if (goal) show(goal);
    });
    root.addEventListener("keydown", function (event) {
      if (event.key === "Escape") dim();
    });

    var filters = Array.from(root.querySelectorAll("[data-filter]"));
    var group = root.querySelector("[data-by=group]");
    var assertion = root.querySelector("[data-by=assertion]");
    var search = root.querySelector("[data-by=text]");
    var texts = null;

    function apply() {
      var statuses = filters.filter(function (button) { return button.getAttribute("aria-pressed") === "true"; })
        .map(function (button) { return button.dataset.filter; });
      var words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      if (words.length && !texts) texts = findings.map(function (finding) { return finding.textContent.toLowerCase(); });
      var count = 0;
      findings.forEach(function (finding, index) {
        var fits = (!statuses.length || statuses.indexOf(finding.dataset.status) >= 0) &&
          (!group.value || finding.dataset.group === group.value) &&
          (!assertion.value || finding.dataset.assertions.split(" ").indexOf(assertion.value) >= 0) &&
          words.every(function (word) { return texts[index].indexOf(word) >= 0; });
        finding.hidden = !fits;
        if (fits) count++;
      });
      shown.textContent = shown.dataset.pattern.replace("%s", count);
      empty.hidden = count > 0;
      reset.hidden = !(statuses.length || group.value || assertion.value || words.length);
    }

    filters.forEach(function (button) {
      button.addEventListener("click", function () {
        button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
        apply();
      });
    });
    group.addEventListener("change", apply);
    assertion.addEventListener("change", apply);
    search.addEventListener("input", apply);
    reset.addEventListener("click", function () {
      filters.forEach(function (button) { button.setAttribute("aria-pressed", "false"); });
      group.value = assertion.value = search.value = "";
      apply();
      search.focus();
    });
  }

  document.querySelectorAll(".report").forEach(setUp);
  back.addEventListener("click", function () {
    if (from) { show(from); from.focus({ preventScroll: true }); }
    back.hidden = true;
  });

  if ("IntersectionObserver" in window) {
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) { if (!entry.isIntersecting && from) back.hidden = true; });
    });
    document.querySelectorAll(".text").forEach(function (text) { seen.observe(text); });
  }

  // a print shows everything, then the page is as it was
  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (element) { element.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (element) { element.open = false; });
  });
})();
