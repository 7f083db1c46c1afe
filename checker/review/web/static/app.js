"use strict";
(function () {
  // how far a check is; without script the page reloads itself
  var box = document.querySelector("[data-watch]");
  if (box) {
    var bar = box.querySelector("progress");
    var word = box.querySelector("[role=status]");
    var look = function () {
      fetch(box.dataset.watch, { headers: { Accept: "application/json" } }).then(function (answer) {
        return answer.ok ? answer.json() : null;
      }).then(function (version) {
        if (!version || version.state !== "waiting") { window.location.reload(); return; }
        var progress = version.progress || {};
        bar.value = progress.percent || 0;
        word.textContent = word.dataset[progress.step] || word.dataset.queued;
        window.setTimeout(look, 1500);
      }).catch(function () { window.setTimeout(look, 5000); });
    };
    window.setTimeout(look, 800);
  }

  // a sentence selected in the text goes into the remark
  var quote = document.getElementById("say-quote");
  var paper = document.querySelector(".paper");
  if (quote && paper) {
    document.addEventListener("selectionchange", function () {
      var chosen = document.getSelection();
      if (!chosen || chosen.isCollapsed || !paper.contains(chosen.anchorNode) || !paper.contains(chosen.focusNode)) return;
      var text = chosen.toString().trim();
      if (text && text.indexOf("\n") < 0) quote.value = text;
    });
  }

  // what was typed wrongly is still in the form one step back, as the browser keeps it
  var back = document.querySelector("a[data-back]");
  if (back && document.referrer && window.history.length > 1) {
    back.addEventListener("click", function (event) { event.preventDefault(); window.history.back(); });
  }

  // a file that is too large is not sent for minutes to be refused
  var file = document.querySelector("input[type=file][data-most]");
  if (file) {
    file.addEventListener("change", function () {
      var chosen = file.files && file.files[0];
      file.setCustomValidity(chosen && chosen.size > Number(file.dataset.most) ? file.dataset.tooLarge : "");
      file.reportValidity();
    });
  }

  // a form is sent once
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method === "post") {
      form.dataset.sent = "1";
      window.setTimeout(function () { delete form.dataset.sent; }, 8000);
    }
  });
})();
