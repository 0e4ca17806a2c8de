package dev.dispatch.openapi;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names the actions: the operationId in words with hyphens between them, else method and path. Of operations with the
 * same name the first keeps it, the others get {@code -2}, {@code -3} and so on. All operations take part, so that a
 * name does not depend on which of them are imported.
 */
final class ActionNames {

    private static final int LONGEST = 100;

    private ActionNames() {}

    static List<Operation> assign(List<Operation> operations) {
        List<String> wanted = operations.stream().map(ActionNames::wanted).toList();
        Set<String> taken = new HashSet<>(wanted);
        Set<String> kept = new HashSet<>();
        Map<String, Integer> next = new HashMap<>();
        List<Operation> named = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String name = wanted.get(i);
            if (!kept.add(name)) {
                int number = next.getOrDefault(name, 2);
                while (!taken.add(name + "-" + number)) {
                    number++;
                }
                next.put(name, number + 1);
                name = name + "-" + number;
            }
            named.add(operations.get(i).named(name));
        }
        return named;
    }

    private static String wanted(Operation operation) {
        String fromId = words(operation.operationId());
        return fromId.isEmpty() ? fromPath(operation) : fromId;
    }

    /** {@code GET /pets/{petId}/toys} becomes {@code get-pets-by-pet-id-toys}. */
    private static String fromPath(Operation operation) {
        StringBuilder text = new StringBuilder(operation.method().toLowerCase(Locale.ROOT));
        for (String segment : operation.path().split("/", -1)) {
            text.append('-').append(segment.replace("{", "-by-").replace("}", "-"));
        }
        return words(text.toString());
    }

    /** Lower-case words with one hyphen between them: {@code listHTTPServers} becomes {@code list-http-servers}. */
    static String words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder out = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < plain.length() && out.length() < LONGEST; i++) {
            char c = plain.charAt(i);
            if (!isPlain(c)) {
                gap |= Character.getType(c) != Character.NON_SPACING_MARK && c != '\'';
                continue;
            }
            if (!out.isEmpty() && (gap || beginsWord(plain, i))) {
                out.append('-');
            }
            gap = false;
            out.append(Character.toLowerCase(c));
        }
        return out.toString();
    }

    private static boolean beginsWord(String text, int at) {
        if (!isUpper(text.charAt(at)) || at == 0) {
            return false;
        }
        char before = text.charAt(at - 1);
        boolean lowerAfter = at + 1 < text.length() && text.charAt(at + 1) >= 'a' && text.charAt(at + 1) <= 'z';
        return !isUpper(before) || lowerAfter;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isPlain(char c) {
        return isUpper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
