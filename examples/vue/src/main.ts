import { createApp } from "vue";
import "../../shared/chat.css";
import App from "./App.vue";

createApp(App).mount("#app");
