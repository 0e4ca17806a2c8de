package dev.dispatch.cli.explain;

import dev.dispatch.cli.resource.JsonResource;
import dev.dispatch.problem.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A page for each code that the program can print, in the order of the document that holds them. */
public final class CodePages {

    private static final String DOCUMENT = "/dev/dispatch/cli/code-pages.json";
    private static final int SHORTEST_PART = 3;
    private static final int MOST_SUGGESTIONS = 5;

    private final List<CodePage> pages;

    private CodePages(List<CodePage> pages) {
        this.pages = pages;
    }

    public static CodePages load() {
        JsonNode document = JsonResource.read(DOCUMENT);
        List<CodePage> pages = new ArrayList<>();
        document.properties().forEach(member -> pages.add(CodePage.of(member.getKey(), member.getValue())));
        return new CodePages(List.copyOf(pages));
    }

    public List<CodePage> all() {
        return pages;
    }

    /** The page of a code, which may be typed in lower case and with hyphens. */
    public Optional<CodePage> find(String typed) {
        String code = normal(typed);
        return pages.stream().filter(page -> page.code().equals(code)).findFirst();
    }

    /** Codes that may have been meant: those that are spelt alike, else those that have the text in them. */
    public List<String> near(String typed) {
        String code = normal(typed);
        List<String> codes = pages.stream().map(CodePage::code).toList();
        List<String> alike = NearNames.of(code, codes);
        if (!alike.isEmpty() || code.length() < SHORTEST_PART) {
            return alike;
        }
        return codes.stream()
                .filter(known -> known.contains(code))
                .limit(MOST_SUGGESTIONS)
                .toList();
    }

    private static String normal(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
