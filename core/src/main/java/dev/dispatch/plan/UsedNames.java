package dev.dispatch.plan;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Segment;
import java.util.HashSet;
import java.util.Set;

/** Which inputs, captured values and credential profiles a job reads anywhere. In doubt a name counts as read. */
final class UsedNames {

    private final Set<String> names = new HashSet<>();
    private final Set<String> wholeRoots = new HashSet<>();

    /** Notes what a reference reads; one that reads a whole root reads every name below. */
    void add(ReferenceUse use) {
        String root = use.reference().root();
        if (!use.reference().segments().isEmpty()
                && use.reference().segments().getFirst() instanceof Segment.Name(String name)) {
            names.add(root + "." + name);
        } else {
            wholeRoots.add(root);
        }
    }

    /** Notes what the paths of a condition read: every word in them, since names stand there in many forms. */
    void add(Condition condition) {
        condition.rules().forEach(rule -> add(rule.path().text()));
    }

    boolean has(String root, String name) {
        return wholeRoots.contains(root) || names.contains(root + "." + name) || names.contains(name);
    }

    private void add(String path) {
        Set<String> words = words(path);
        boolean selectsMany = path.contains("*") || path.contains("..") || path.contains("?");
        for (String root : new String[] {"input", "run"}) {
            boolean named = words.contains(root) || words.contains(root + "s");
            boolean ends = path.endsWith(root) || path.endsWith(root + "s") || path.endsWith(root + "']");
            if (path.equals("$") || selectsMany || (named && ends)) {
                wholeRoots.add(root);
            }
        }
        names.addAll(words);
    }

    private static Set<String> words(String path) {
        Set<String> words = new HashSet<>();
        int start = 0;
        for (int i = 0; i <= path.length(); i++) {
            boolean inWord = i < path.length() && isWordPart(path.charAt(i));
            if (!inWord) {
                words.add(path.substring(start, i));
                start = i + 1;
            }
        }
        return words;
    }

    private static boolean isWordPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
