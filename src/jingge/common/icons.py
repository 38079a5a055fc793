"""Line icons on a 24-unit square, drawn for this project; written into the page by `{% icon %}`."""

ICONS = {
    "dot": '<circle cx="12" cy="12" r="3"/>',
    "home": '<path d="M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z"/>',
    "map": '<path d="m4 6.5 5.5-2 5 2 5.5-2v13l-5.5 2-5-2-5.5 2zM9.5 4.5v13M14.5 6.5v13"/>',
    "wall": '<rect x="4" y="4" width="16" height="16" rx="1.5"/><path d="M4 10h16M10 10v10M15 4v6"/>',
    "grid": '<rect x="4" y="4" width="7" height="7" rx="1"/>'
    '<rect x="13" y="4" width="7" height="7" rx="1"/>'
    '<rect x="4" y="13" width="7" height="7" rx="1"/><rect x="13" y="13" width="7" height="7" rx="1"/>',
    "layers": '<path d="m12 4 8 4.2-8 4.2-8-4.2zM4 12.2l8 4.2 8-4.2M4 16l8 4.2 8-4.2"/>',
    "building": '<path d="M5 20V6l7-2.5V20M12 9l7 2v9M3.5 20h17M8 9.5v0M8 13v0M8 16.5v0M15.5'
    ' 14v0M15.5 17v0"/>',
    "users": '<circle cx="9" cy="8.5" r="3.5"/>'
    '<path d="M2.5 20c.4-4 3-6 6.5-6s6.1 2 6.5 6M16 5.4a3.5 3.5'
    ' 0 0 1 0 6.2M18.5 14.5c1.8.9 2.8 2.7 3 5.5"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4.5 3.5-6.5 7.5-6.5s6.9 2 7.5 6.5"/>',
    "badge": '<path d="M12 3.5 19 6v5.5c0 4.3-2.8 7.5-7 9-4.2-1.5-7-4.7-7-9V6z"/>'
    '<path d="m9 12 2.2 2.2L15 10"/>',
    "ratio": '<path d="M12 4a8 8 0 1 0 8 8h-8z"/><path d="M15 4.5A8 8 0 0 1 19.5 9H15z"/>',
    "plan": '<circle cx="6" cy="18" r="2.5"/><circle cx="18" cy="6" r="2.5"/>'
    '<path d="M8.5 18H15a3.5 3.5 0 0 0'
    ' 0-7H9a3.5 3.5 0 0 1 0-5h6.5"/>',
    "scale": '<path d="M12 4v16M7 20h10M5 7h14M5 7l-2.5 7h5zM19 7l-2.5 7h5z"/>',
    "upload": '<path d="M12 15V4.5M7.5 9 12 4.5 16.5 9M4.5 15v4.5h15V15"/>',
    "download": '<path d="M12 4.5V15M7.5 10.5 12 15l4.5-4.5M4.5 15v4.5h15V15"/>',
    "box": '<path d="m12 3.5 8 4v9l-8 4-8-4v-9zM4 7.5l8 4 8-4M12 11.5v9"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="m11 12 8.5-8.5M16 7l2.5 2.5"/>',
    "log": '<path d="M6 3.5h9l4 4v13H6zM9.5 12h6M9.5 15.5h6M9.5 8.5h3"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/>'
    '<circle cx="9" cy="17" r="2"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "good": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.7v.01"/>',
    "warn": '<path d="M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.01"/>',
    "bad": '<circle cx="12" cy="12" r="8.5"/><path d="m9 9 6 6M15 9l-6 6"/>',
    "up": '<path d="m6 14.5 6-6 6 6"/>',
    "down": '<path d="m6 9.5 6 6 6-6"/>',
    "left": '<path d="m14.5 6-6 6 6 6"/>',
    "right": '<path d="m9.5 6 6 6-6 6"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "edit": '<path d="m14.5 5.5 4 4L8 20H4v-4zM12.5 7.5l4 4"/>',
    "undo": '<path d="M8.5 5 4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11H9"/>',
    "leave": '<path d="M14 4H5v16h9M10 12h10.5M16.5 8l4 4-4 4"/>',
    "language": '<circle cx="12" cy="12" r="8.5"/>'
    '<path d="M3.5 12h17M12 3.5c5 5.5 5 11.5 0 17-5-5.5-5-11.5 0-17z"/>',
    "text": '<path d="m3.5 18 4.5-12 4.5 12M5 14h6M14 18l3-8 3 8M15 15.5h4"/>',
    "help": '<circle cx="12" cy="12" r="8.5"/>'
    '<path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.9'
    'M12 16.7v.01"/>',
    "file": '<path d="M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5"/>',
    "charter": '<path d="M12 5.5C10 4 7 3.5 4 4v14c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V4c-3-.5-6 0-8'
    ' 1.5zM12 5.5v14"/>',
}
