package dev.dispatch.archive;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Holds the names of an archive's entries against what every file system can keep apart below one folder. */
public final class EntryNames {

    private record Seen(String name, boolean folder) {}

    private final Faults faults;
    private final Map<String, Seen> seen = new HashMap<>();

    public EntryNames(Faults faults) {
        this.faults = faults;
    }

    /** Adds a name and reports what is wrong with it; false where the entry must not be looked at further. */
    public boolean add(ArchiveEntry entry) {
        String name = entry.name();
        Optional<String> fault = faultOf(name);
        if (fault.isPresent()) {
            faults.add(
                    name,
                    "The name of an entry " + fault.get(),
                    "a relative path below one folder, its parts separated by /",
                    name);
            return false;
        }
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            if (!put(name.substring(0, slash), true, name)) {
                return false;
            }
        }
        return put(name, entry.folder(), name);
    }

    /** Why a name cannot be that of a file below one folder; empty where it can. */
    static Optional<String> faultOf(String name) {
        if (name.isEmpty()) {
            return Optional.of("is empty");
        }
        if (name.length() > Limits.NAME) {
            return Optional.of("is longer than " + Limits.NAME + " characters");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("holds a control character");
        }
        if (name.indexOf('\\') >= 0) {
            return Optional.of("holds a backslash");
        }
        if (name.indexOf(':') >= 0) {
            return Optional.of("holds a colon, as a drive does");
        }
        if (name.startsWith("/")) {
            return Optional.of("is absolute");
        }
        for (String part : name.split("/", -1)) {
            Optional<String> fault = faultOfPart(part);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> faultOfPart(String part) {
        if (part.equals("..")) {
            return Optional.of("leaves its folder with ..");
        }
        if (part.isEmpty() || part.equals(".")) {
            return Optional.of("has an empty part or the part .");
        }
        if (part.endsWith(".") || part.endsWith(" ")) {
            return Optional.of("has a part that ends with a dot or a space");
        }
        return part.getBytes(StandardCharsets.UTF_8).length > Limits.PART
                ? Optional.of("has a part of more than " + Limits.PART + " bytes")
                : Optional.empty();
    }

    private boolean put(String path, boolean folder, String entry) {
        Seen before = seen.putIfAbsent(folded(path), new Seen(path, folder));
        if (before == null || (before.folder() && folder && before.name().equals(path))) {
            return true;
        }
        if (before.folder() != folder) {
            clash(entry, "'" + path + "' is both a file and a folder");
        } else if (before.name().equals(path)) {
            clash(entry, "The archive holds '" + path + "' twice");
        } else {
            clash(
                    entry,
                    "'" + path + "' and '" + before.name()
                            + "' are one name where capitals or composed letters do not count");
        }
        return false;
    }

    private void clash(String entry, String message) {
        faults.add(entry, message, "names that differ on every file system", entry);
    }

    /** One spelling for all names that some file system takes for the same. */
    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
