export const ENGLISH_TOOLS = {
  tools: {},
};
