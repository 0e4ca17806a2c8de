package dev.dispatch.redact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for known values in texts, in every form that the {@link Redactor} takes out, and says which value stands where in
 * which form; never the value itself.
 */
public final class SecretSearch {

    /** One more than the redaction looks through, so that a search is no weaker than what it checks. */
    private static final int LAYERS = TextView.MOST_LAYERS + 1;

    private static final int WINDOW = 4 * 1024 * 1024;
    private static final int OVERLAP = 64 * 1024;

    private final Map<String, Set<String>> names = new LinkedHashMap<>();
    private final SecretIndex index;

    /**
     * A place where a value was found.
     *
     * @param name whose value
     * @param forms how it was written, the outermost first; {@code PLAIN} alone where it stands as it is
     * @param at character of the text
     */
    public record Hit(String name, List<SecretForm> forms, int at) {
        public Hit {
            forms = List.copyOf(forms);
        }
    }

    private record Place(String name, int at) {}

    /** @param values by the names under which they are told; those that cannot be searched for are left out */
    public SecretSearch(Map<String, String> values) {
        values.forEach((name, value) -> SecretParts.of(value).stream()
                .filter(Secrets::isStrong)
                .forEach(part ->
                        names.computeIfAbsent(part, _ -> new LinkedHashSet<>()).add(name)));
        this.index = new SecretIndex(names.keySet(), Set.of());
    }

    /** Whether a value is long and particular enough that where it is found it is no chance; see {@link Secrets}. */
    public static boolean canSearch(String value) {
        return SecretParts.of(value).stream().anyMatch(Secrets::isStrong);
    }

    /** Every place in a text, in its order; one in a long text that is cut between two looks is found in one of them. */
    public List<Hit> in(String text) {
        Map<Place, Hit> hits = new LinkedHashMap<>();
        int from = 0;
        do {
            int start = from;
            String window = text.substring(start, Math.min(text.length(), start + WINDOW));
            index.find(window, LAYERS, (at, pattern, view) -> add(view, at, pattern, start, hits));
            from += WINDOW - OVERLAP;
        } while (from + OVERLAP < text.length());
        List<Hit> sorted = new ArrayList<>(hits.values());
        sorted.sort((a, b) -> Integer.compare(a.at(), b.at()));
        return sorted;
    }

    /** What stands as it is stands so in every view too, so the way with the fewest layers is the one to tell. */
    private void add(TextView view, int at, SecretPattern pattern, int start, Map<Place, Hit> hits) {
        List<SecretForm> forms = forms(view, pattern.form());
        int place = start + view.startOf(at);
        for (String name : names.getOrDefault(pattern.secret(), Set.of())) {
            hits.merge(
                    new Place(name, place),
                    new Hit(name, forms, place),
                    (known, found) -> found.forms().size() < known.forms().size() ? found : known);
        }
    }

    private static List<SecretForm> forms(TextView view, SecretForm innermost) {
        List<SecretForm> forms = view.forms();
        // What was unpacked is bytes, of which each is read as a character.
        boolean unpacked = forms.contains(SecretForm.BASE64)
                || forms.contains(SecretForm.BASE64_LINES)
                || forms.contains(SecretForm.COMPRESSED);
        boolean asItIs = innermost == SecretForm.PLAIN || (unpacked && innermost == SecretForm.LATIN_1);
        if (forms.isEmpty() || !asItIs) {
            forms.add(innermost);
        }
        return forms;
    }
}
