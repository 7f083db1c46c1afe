"use strict";
// Everything from the data goes onto the page as text; nothing is ever read as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const VERDICTS = ["未通过", "有需核对事项", "通过"];
  const STATES = { f: "不符合", e: "未能判定", w: "需核对", p: "符合", n: "不适用" };
  const HEIGHT = 34;
  // fields of a row, in the order they are stored
  const [PLACE, REGION, KIND, YEAR, VERDICT, SCORE, STATUS, LINK, SOURCE, PUBLISHED, IN_TIME] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

  const make = (tag, text, name) => {
    const made = document.createElement(tag);
    if (text !== undefined && text !== null) made.textContent = text;
    if (name) made.className = name;
    return made;
  };

  const linked = (link, text) => {
    const made = make(link ? "a" : "span", text);
    if (link) {
      made.href = link;
      made.target = "_blank";
      made.rel = "noopener noreferrer";
    }
    return made;
  };
  // a place and a year name a report where only one has both
  let pages = null;
  const pageOf = (place, year) => {
    if (pages === null) {
      pages = new Map();
      for (const row of data.rows) {
        const key = row[PLACE] + "|" + row[YEAR];
        pages.set(key, pages.has(key) ? "" : row[LINK]);
      }
    }
    return pages.get(place + "|" + year) || "";
  };

  // ---------------------------------------------------------------- tabs
  const panels = [["heat", "地区与条目"], ["trends", "年度趋势"], ["reports", "报告清单"]];
  for (const table of data.tables) panels.push(["t-" + table.name, table.title]);
  const drawn = new Set();
  const open = (id) => {
    for (const [name] of panels) {
      at(name).hidden = name !== id;
      at("tab-" + name).setAttribute("aria-selected", String(name === id));
    }
    if (!drawn.has(id)) {
      drawn.add(id);
      if (id === "heat") drawMap();
      else if (id === "trends") drawTrends();
      else if (id.startsWith("t-")) drawTable(data.tables.find((table) => "t-" + table.name === id));
    }
    if (id === "reports") paint();
  };
  for (const [id, title] of panels) {
    const button = make("button", title);
    button.id = "tab-" + id;
    button.type = "button";
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", id);
    button.addEventListener("click", () => open(id));
    at("tabs").append(button);
    if (id.startsWith("t-")) {
      const section = make("section");
      section.id = id;
      section.setAttribute("role", "tabpanel");
      section.setAttribute("aria-labelledby", "tab-" + id);
      at("others").append(section);
    }
  }

  // ---------------------------------------------------------------- heat map
  const ROWS_AT_ONCE = 40;
  const drawMap = () => {
    const wide = data.criteria.length;
    const counts = data.regions.map(() => new Int32Array(wide * 3));
    for (const row of data.rows) {
      const held = counts[row[REGION]], marks = row[STATUS];
      for (let i = 0; i < wide; i++) {
        const mark = marks.charCodeAt(i);
        if (mark === 112) held[i * 3]++;
        else if (mark === 119) held[i * 3 + 1]++;
        else if (mark === 102) held[i * 3 + 2]++;
      }
    }
    const head = make("thead"), line = make("tr"), corner = make("td", "地区");
    // the longest name sets the column's width before its row is there
    const longest = make("span", data.regions.reduce((one, other) => (other.length > one.length ? other : one), ""), "longest");
    longest.setAttribute("aria-hidden", "true");
    corner.append(longest);
    line.append(corner);
    for (const name of data.criteria) {
      const cell = make("th");
      cell.scope = "col";
      cell.append(make("span", name));
      line.append(cell);
    }
    head.append(line);
    const body = make("tbody");
    at("map").append(head, body);
    const drawRow = (region) => {
      const name = data.regions[region], row = make("tr"), title = make("th", name);
      title.scope = "row";
      row.append(title);
      for (let i = 0; i < wide; i++) {
        const [good, some, bad] = counts[region].subarray(i * 3, i * 3 + 3);
        const all = good + some + bad;
        const share = all ? (bad + some / 2) / all : 0;
        const level = !all ? "hx" : share === 0 ? "h0" : "h" + Math.min(5, 1 + Math.floor(share * 5));
        const cell = make("td", null, level);
        const button = make("button", all ? String(Math.round((100 * good) / all)) : "–");
        button.type = "button";
        button.dataset.region = region;
        button.dataset.criterion = i;
        button.setAttribute("aria-label", `${name}，${data.criteria[i]}：符合${good}，需核对${some}，不符合${bad}`);
        cell.append(button);
        row.append(cell);
      }
      body.append(row);
    };
    // layout takes most of the opening: a screenful at once, the others as they are scrolled to or asked for
    const box = at("map").parentElement, more = at("map-more");
    let done = 0;
    const add = () => {
      const end = Math.min(done + ROWS_AT_ONCE, data.regions.length);
      while (done < end) drawRow(done++);
      more.hidden = done >= data.regions.length;
    };
    more.addEventListener("click", add);
    box.addEventListener("scroll", () => {
      if (!more.hidden && box.scrollTop + 2 * box.clientHeight > box.scrollHeight) add();
    }, { passive: true });
    add();
  };
  at("map").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    reset();
    at("region").value = button.dataset.region;
    at("criterion").value = button.dataset.criterion;
    at("status").value = "open";
    choose();
    open("reports");
  });

  // ---------------------------------------------------------------- by year
  const SVG = "http://www.w3.org/2000/svg";
  const shape = (tag, given, text) => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(given)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  // what is drawn: a name, and of a row whether it counts (1), counts against (0) or says nothing (null)
  const passes = (at) => (row) => ({ p: 1, w: 0, f: 0 })[row[STATUS][at]] ?? null;
  const MEASURED = [
    ["未通过的报告", (row) => (row[VERDICT] === 0 ? 1 : 0)],
    ["按时公开（公开日期明确的）", (row) => (row[IN_TIME] < 0 ? null : row[IN_TIME])],
    ...data.contents.map(([at, name]) => [name + "：符合", passes(at)]),
  ];
  const chartOf = (name, years, points) => {
    const [wide, high, left, right, top] = [320, 150, 66, 26, 16], span = wide - left - right;
    const x = (i) => left + (years.length === 1 ? span / 2 : (i * span) / (years.length - 1));
    const y = (share) => top + (1 - share) * (high - 2 * top - 14);
    const box = make("figure"), svg = shape("svg", { viewBox: `0 0 ${wide} ${high}`, role: "img" });
    const told = years.map((year, i) => `${year}年度${points[i] ? Math.round(1000 * points[i][0] / points[i][1]) / 10 + "%（" + points[i][0] + "/" + points[i][1] + "）" : "无数据"}`);
    svg.append(shape("title", {}, `${name}：${told.join("，")}`));
    for (const share of [0, 0.5, 1]) {
      svg.append(shape("line", { x1: 44, x2: wide - 4, y1: y(share), y2: y(share), class: "rule" }));
      svg.append(shape("text", { x: 38, y: y(share) + 4, "text-anchor": "end" }, share * 100 + "%"));
    }
    const drawnAt = [];
    years.forEach((year, i) => {
      svg.append(shape("text", { x: x(i), y: high - 4, "text-anchor": "middle" }, year));
      if (!points[i]) return;
      const share = points[i][0] / points[i][1];
      drawnAt.push(`${x(i)},${y(share)}`);
      svg.append(shape("circle", { cx: x(i), cy: y(share), r: 3.5, class: "dot" }));
      svg.append(shape("text", { x: x(i), y: y(share) + (share > 0.85 ? 16 : -8), "text-anchor": "middle", class: "value" }, (100 * share).toFixed(1)));
    });
    if (drawnAt.length > 1) svg.insertBefore(shape("polyline", { points: drawnAt.join(" "), class: "trend" }), svg.querySelector("circle"));
    box.append(make("figcaption", name), svg);
    return box;
  };
  const drawTrends = () => {
    const [region, kind] = ["trend-region", "trend-kind"].map((id) => at(id).value);
    const rows = data.rows.filter((row) => row[YEAR] && (region === "" || row[REGION] === +region) && (kind === "" || row[KIND] === +kind));
    const years = [...new Set(rows.map((row) => row[YEAR]))].sort();
    const place = new Map(years.map((year, i) => [year, i]));
    const charts = MEASURED.map(([name, counts]) => {
      const sums = years.map(() => [0, 0]);
      for (const row of rows) {
        const one = counts(row), held = sums[place.get(row[YEAR])];
        if (one !== null) { held[0] += one; held[1]++; }
      }
      return chartOf(name, years, sums.map((sum) => (sum[1] ? sum : null)));
    });
    at("trend-count").textContent = `年度明确的报告 ${rows.length} 份` + years.map((year) => `，${year} 年度 ${rows.filter((row) => row[YEAR] === year).length} 份`).join("") + (years.length < 2 ? "。只有一个年度，看不出趋势。" : "。各年报告不尽相同，份数少的年度仅供参考。");
    at("lines").replaceChildren(...charts);
  };
  for (const id of ["trend-region", "trend-kind"]) at(id).addEventListener("change", drawTrends);

  // ---------------------------------------------------------------- the list of reports
  const options = (id, pairs) => {
    for (const [value, text] of pairs) {
      const option = make("option", text);
      option.value = value;
      at(id).append(option);
    }
  };
  const all = [["", "全部"]];
  options("region", all.concat(data.regions.map((name, i) => [i, name])));
  options("kind", all.concat(data.kinds.map((name, i) => [i, name])));
  options("trend-region", all.concat(data.regions.map((name, i) => [i, name])));
  options("trend-kind", all.concat(data.kinds.map((name, i) => [i, name])));
  const years = [...new Set(data.rows.map((row) => row[YEAR]))].sort();
  options("year", all.concat(years.map((year) => [year, year || "不明"])));
  options("verdict", all.concat(VERDICTS.map((name, i) => [i, name])));
  options("criterion", all.concat(data.criteria.map((name, i) => [i, name])));
  options("status", [["", "任意"], ["open", "需要处理"]].concat(Object.entries(STATES)));
  options("sort", [["", "原有顺序"], ["up", "得分从低到高"], ["down", "得分从高到低"], ["place", "单位名称"]]);

  let chosen = data.rows.map((_, index) => index);
  const choose = () => {
    const [region, kind, year, verdict, criterion, status] = ["region", "kind", "year", "verdict", "criterion", "status"].map((id) => at(id).value);
    const words = at("search").value.trim();
    chosen = [];
    data.rows.forEach((row, index) => {
      if (region !== "" && row[REGION] !== +region) return;
      if (kind !== "" && row[KIND] !== +kind) return;
      if (year !== "" && row[YEAR] !== +year) return;
      if (verdict !== "" && row[VERDICT] !== +verdict) return;
      if (words && !row[PLACE].includes(words) && !data.regions[row[REGION]].includes(words)) return;
      if (status) {
        const marks = criterion === "" ? row[STATUS] : row[STATUS][+criterion];
        const wanted = status === "open" ? /[few]/ : new RegExp(status);
        if (!wanted.test(marks)) return;
      }
      chosen.push(index);
    });
    const sort = at("sort").value, rows = data.rows;
    if (sort === "up") chosen.sort((a, b) => rows[a][SCORE] - rows[b][SCORE] || a - b);
    else if (sort === "down") chosen.sort((a, b) => rows[b][SCORE] - rows[a][SCORE] || a - b);
    else if (sort === "place") chosen.sort((a, b) => rows[a][PLACE].localeCompare(rows[b][PLACE], "zh") || a - b);
    at("count").textContent = `显示 ${chosen.length} / ${rows.length} 份`;
    at("space").style.height = chosen.length * HEIGHT + "px";
    at("list").scrollTop = 0;
    at("detail").replaceChildren();
    paint();
  };

  // only the rows in view are ever on the page
  const paint = () => {
    const list = at("list"), first = Math.max(0, Math.floor(list.scrollTop / HEIGHT) - 5);
    const last = Math.min(chosen.length, first + Math.ceil(list.clientHeight / HEIGHT) + 12);
    const made = [];
    for (let i = first; i < last; i++) {
      const row = data.rows[chosen[i]], line = make("div", null, "row");
      line.setAttribute("role", "listitem");
      const name = make("button", row[PLACE]);
      name.type = "button";
      name.dataset.row = chosen[i];
      const link = linked(row[LINK], row[LINK] ? "打开" : "");
      if (row[LINK]) link.setAttribute("aria-label", `打开${row[PLACE]}的报告`);
      line.append(name, make("span", data.regions[row[REGION]]), make("span", data.kinds[row[KIND]]), make("span", row[YEAR] || ""),
        make("span", VERDICTS[row[VERDICT]], "v" + row[VERDICT]), make("span", row[SCORE].toFixed(1)), make("span", row[PUBLISHED] || "公开日期不明"), link);
      made.push(line);
    }
    const shown = at("shown");
    shown.style.transform = `translateY(${first * HEIGHT}px)`;
    shown.replaceChildren(...made);
  };
  at("list").addEventListener("scroll", paint, { passive: true });
  at("shown").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const row = data.rows[+button.dataset.row], detail = at("detail");
    detail.replaceChildren(make("h2", `${row[PLACE]}　${row[SOURCE]}`));
    for (const mark of "few") {
      const names = data.criteria.filter((_, i) => row[STATUS][i] === mark);
      if (names.length) detail.append(make("p", `${STATES[mark]}（${names.length}）：${names.join("、")}`));
    }
    detail.scrollIntoView({ block: "nearest" });
  });
  const FILTERS = ["region", "kind", "year", "verdict", "criterion", "status", "sort"];
  const reset = () => {
    for (const id of FILTERS) at(id).value = "";
    at("search").value = "";
  };
  for (const id of FILTERS) at(id).addEventListener("change", choose);
  at("search").addEventListener("input", choose);
  at("reset").addEventListener("click", () => { reset(); choose(); });

  // ---------------------------------------------------------------- the other tables, drawn when opened
  const STEP = 200;
  const drawTable = (table) => {
    const section = at("t-" + table.name);
    section.append(make("h2", table.title));
    if (table.note) section.append(make("p", "注：" + table.note, "small"));
    if (!table.rows.length) {
      section.append(make("p", "没有这样的情况。"));
      return;
    }
    const box = make("div", null, "scroll"), made = make("table"), head = make("thead"), line = make("tr"), body = make("tbody");
    box.tabIndex = 0;
    for (const name of table.columns) {
      const cell = make("th", name);
      cell.scope = "col";
      line.append(cell);
    }
    head.append(line);
    made.append(head, body);
    box.append(made);
    section.append(box);
    let done = 0;
    const more = make("button", "再显示一些");
    more.type = "button";
    const add = () => {
      for (const row of table.rows.slice(done, done + STEP)) {
        const shown = make("tr");
        for (const value of row) shown.append(make("td", value, typeof value === "number" ? "n" : ""));
        for (const [name, year] of table.named) {
          const link = pageOf(row[name], row[year]);
          if (link) shown.children[name].replaceChildren(linked(link, row[name]));
        }
        body.append(shown);
      }
      done = Math.min(done + STEP, table.rows.length);
      more.hidden = done >= table.rows.length;
    };
    more.addEventListener("click", add);
    section.append(more);
    if (table.all > table.rows.length) section.append(make("p", `共 ${table.all} 条，本页列前 ${table.rows.length} 条，其余见 audit.xlsx。`, "small"));
    add();
  };

  const counts = [0, 0, 0];
  for (const row of data.rows) counts[row[VERDICT]]++;
  const unread = (data.tables.find((table) => table.name === "problems") || { all: 0 }).all;
  at("summary").textContent = `共 ${data.rows.length} 份报告：` + VERDICTS.map((name, i) => `${name} ${counts[i]}`).join("，") + (unread ? `；另有 ${unread} 个文件未能审查` : "");
  choose();
  open("heat");
})();
