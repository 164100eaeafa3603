// Signing out in one window empties the other open pages of the admin: whoever comes next reads nothing there.
// A page into which somebody has typed stays as it is; what was typed is kept until it is sent (skills2work/staff/kept.py).

const windows = new BroadcastChannel("signed-out");

if (document.querySelector("#logout-form")) {
  let typed = false;
  document.addEventListener("input", () => {
    typed = true;
  });
  windows.addEventListener("message", () => {
    if (!typed) {
      location.replace(location.href);
    }
  });
} else if (location.pathname.endsWith("/logout/")) {
  windows.postMessage("");
}
