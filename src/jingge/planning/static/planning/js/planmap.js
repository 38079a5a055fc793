// Switches a scenario's map between the plan and today's areas: one of the two is seen at a time.
//
// Markup: <select data-module="planmap" data-plan-map="map"> with options "plan" and "today".

export default function mount(list) {
  const element = document.getElementById(list.dataset.planMap);
  const apply = () => {
    ["plan", "today"].forEach((key) => element.map.show(key, key === list.value));
  };
  list.addEventListener("change", () => element.map && apply());
  element.addEventListener("map:ready", apply, { once: true });
  if (element.map) apply();
}
