package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.SecretSearch;
import dev.dispatch.redact.SecretSearch.Hit;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Searches the files of one record; what is found is told without the values. */
final class LeakSearch {

    private static final int MOST_FINDINGS = 10_000;

    private final SecretSearch search;
    private final Redactor redactor;
    private final Set<LeakReport.Finding> findings = new LinkedHashSet<>();

    /** @param redactor knows the values that are searched for */
    LeakSearch(SecretSearch search, Redactor redactor) {
        this.search = search;
        this.redactor = redactor;
    }

    /** Each place once, in the order they were found. */
    List<LeakReport.Finding> findings() {
        return List.copyOf(findings);
    }

    void name(String file) {
        search.in(file).forEach(hit -> add(file, new LeakReport.Place.Name(), hit));
    }

    /** A file by what its name says it is; what is no JSON after all is text, what is no text is bytes. */
    void content(String file, byte[] content) {
        Optional<String> text = text(content);
        if (text.isEmpty()) {
            String characters = new String(content, StandardCharsets.ISO_8859_1);
            search.in(characters).forEach(hit -> add(file, new LeakReport.Place.Offset(hit.at()), hit));
        } else if (file.endsWith(".jsonl")) {
            int number = 0;
            for (String line : text.get().split("\n", -1)) {
                number++;
                document(file, number, line);
            }
        } else if (file.endsWith(".json")) {
            document(file, 0, text.get());
        } else {
            lines(file, text.get(), 0, Set.of());
        }
    }

    /** By its values, which have an address, and then for what goes over several of them. */
    private void document(String file, int line, String text) {
        Set<String> found = new HashSet<>();
        try {
            if (!text.isBlank()) {
                node(file, line, Json.parse(text), Pointer.ROOT, found);
            }
        } catch (JsonSyntaxException e) {
            // A torn line or a damaged file is searched as the text it is.
            lines(file, text, line, Set.of());
            return;
        }
        lines(file, text, line, found);
    }

    private void node(String file, int line, JsonNode node, Pointer at, Set<String> found) {
        if (node.isContainer()) {
            node.properties().forEach(member -> {
                Pointer below = at.child(redactor.text(member.getKey()));
                value(file, line, member.getKey(), below, found);
                node(file, line, member.getValue(), below, found);
            });
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                node(file, line, node.get(i), at.child(i), found);
            }
        } else if (node.isString() || node.isNumber()) {
            value(file, line, Json.show(node), at, found);
        }
    }

    private void value(String file, int line, String text, Pointer at, Set<String> found) {
        for (Hit hit : search.in(text)) {
            found.add(hit.name());
            add(file, new LeakReport.Place.Value(line, at.text()), hit);
        }
    }

    /** @param line of the whole text; 0 where it has lines of its own */
    private void lines(String file, String text, int line, Set<String> found) {
        int at = 0;
        int number = 1;
        for (Hit hit : search.in(text)) {
            for (; at < hit.at(); at++) {
                if (text.charAt(at) == '\n') {
                    number++;
                }
            }
            if (!found.contains(hit.name())) {
                add(file, new LeakReport.Place.Line(line > 0 ? line : number), hit);
            }
        }
    }

    private void add(String file, LeakReport.Place place, Hit hit) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new LeakReport.Finding(redactor.text(file), place, hit.name(), hit.forms()));
        }
    }

    private static Optional<String> text(byte[] content) {
        for (byte b : content) {
            if (b == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
