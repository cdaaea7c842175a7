RefportEmbed.configure({ baseUrl: new URLSearchParams(location.search).get("portal") });
const element = document.createElement("refport-embed");
element.tokenUrl = "/my/token?user=ALICE";
document.body.append(element);
