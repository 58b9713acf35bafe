export const en = {
  ribbon: { text: "A made-up shop that shows Baton at work.", console: "Open the agents’ console" },
  nav: { models: "Bikes", promises: "Service", embed: "On your site", language: "Language" },
  hero: {
    eyebrow: "City 28 · new colours",
    title: "Further, with less effort.",
    text: "Three e-bikes for the way to work, the hill behind the house and the train in between. A removable battery, honest ranges, and people who answer.",
    models: "See the bikes",
    ask: "Ask us anything",
  },
  models: {
    title: "Find yours",
    text: "All three share a quiet 250 W motor and the same 504 Wh battery.",
    range: "Range",
    weight: "Weight",
    gears: "Gears",
    ask: "Ask about it",
    city: {
      name: "City 28",
      line: "Every day, dry feet, full panniers.",
      range: "60–90 km",
      weight: "24 kg",
      gears: "7, in the hub",
      price: "€1,890",
    },
    trail: {
      name: "Trail 29",
      line: "Where the asphalt stops.",
      range: "50–70 km",
      weight: "25 kg",
      gears: "10, derailleur",
      price: "€2,290",
    },
    fold: {
      name: "Fold 20",
      line: "Twenty seconds, and under the desk.",
      range: "55–80 km",
      weight: "19 kg",
      gears: "7, derailleur",
      price: "€1,590",
    },
  },
  promises: {
    title: "What comes with it",
    delivery: { title: "Free delivery", text: "Within 5–8 working days in the EU, and the carrier calls first." },
    returns: { title: "30 days to decide", text: "Ride up to 30 km. If it is not yours, it goes back." },
    warranty: { title: "Two years’ warranty", text: "On frame, motor, display and battery." },
    people: { title: "Answers at once", text: "An AI first, and a person whenever you want one." },
  },
  embed: {
    title: "This chat, on your own site",
    text: "One line in the page. The conversation runs in a frame of its own; your visitors ask, the AI answers, and your team takes over when it should.",
    label: "Paste before the closing body tag",
    steps: {
      ask: {
        title: "Try the customer’s side",
        text: "Open the chat below on the right, ask about range or returns, then ask for a person.",
      },
      answer: {
        title: "Take over as an agent",
        text: "Sign in to the console in another window and claim the conversation.",
      },
      back: { title: "Hand it back", text: "Release it, and the AI goes on where you stopped." },
    },
    console: "Agents’ console",
    docs: "API reference",
  },
  footer: "Velora, its bikes and its prices are fictional. The chat is real: Baton, open source under Apache-2.0.",
};

export type Messages = typeof en;
