// Chooses a range of a histogram by dragging. What it writes into the form is what can be typed there.
"use strict";
{
  const chart = document.querySelector("svg[data-brush]");
  const form = document.getElementById("range");
  if (chart && form && window.d3) {
    const low = Number(chart.dataset.low);
    const high = Number(chart.dataset.high);
    const step = Number(form.dataset.step);
    const digits = (form.dataset.step.split(".")[1] || "").length;
    const from = document.getElementById("from");
    const to = document.getElementById("to");
    const readout = document.getElementById("readout");
    const counts = Array.from(chart.querySelectorAll("[data-count]"), bar => Number(bar.dataset.count));
    const x = d3.scaleLinear([low, high], [0, 1]);
    const bin = value => Math.max(0, Math.min(counts.length, Math.round((value - low) / step)));
    const edge = index => (low + index * step).toFixed(digits);

    const tell = (first, last) => {
      const rows = d3.sum(counts.slice(first, last));
      readout.textContent = `${edge(first)} to below ${edge(last)}: ${rows.toLocaleString("en")} rows`;
    };
    const write = (first, last) => {
      from.value = edge(first);
      to.value = edge(last);
      to.name = to.dataset.below;
      tell(first, last);
    };
    const bins = selection => selection.map(place => bin(x.invert(place)));

    const brush = d3.brushX()
      .on("brush", event => {
        if (event.sourceEvent) write(...bins(event.selection));
      })
      .on("end", event => {
        if (!event.sourceEvent) return;
        let [first, last] = event.selection ? bins(event.selection) : [0, 0];
        if (first === last) {
          const place = event.selection ? event.selection[0] : d3.pointer(event.sourceEvent.changedTouches?.[0] ?? event.sourceEvent, chart)[0];
          first = Math.max(0, Math.min(counts.length - 1, Math.floor((x.invert(place) - low) / step + 1e-6)));
          last = first + 1;
        }
        const chosen = from.defaultValue === edge(first) && to.defaultValue === edge(last);
        write(first, last);
        if (!chosen) form.requestSubmit();
      });
    const layer = d3.select(chart).append("g").attr("class", "brush");

    const value = (input, otherwise) => input.value === "" || Number.isNaN(Number(input.value)) ? otherwise : Number(input.value);
    const show = () => {
      const any = from.value !== "" || to.value !== "";
      const ends = [value(from, low), value(to, high)].map(end => x(Math.max(low, Math.min(high, end))));
      layer.call(brush.move, any && ends[0] <= ends[1] ? ends : null);
    };
    const fit = () => {
      const { width, height } = chart.getBoundingClientRect();
      x.range([0, width]);
      layer.call(brush.extent([[0, 0], [width, height]]));
      show();
    };
    chart.querySelector(".range")?.remove();
    new ResizeObserver(fit).observe(chart);
    from.addEventListener("input", show);
    to.addEventListener("input", show);
    chart.addEventListener("pointermove", event => {
      if (event.buttons) return;
      const index = Math.floor((x.invert(d3.pointer(event, chart)[0]) - low) / step);
      if (index >= 0 && index < counts.length) tell(index, index + 1);
    });
    readout.hidden = false;
    readout.textContent = "\u00a0";
    document.querySelectorAll(".scripted").forEach(part => { part.hidden = false; });
  }
}
