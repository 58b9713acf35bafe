/** Where Baton is. This page is of another origin, so name that one in Baton's BATON_CORS_ORIGINS. */
export const BATON_URL = "http://127.0.0.1:8000";
