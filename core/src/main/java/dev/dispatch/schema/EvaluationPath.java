package dev.dispatch.schema;

import com.networknt.schema.path.NodePath;

/**
 * The way through a schema to a keyword that failed. Tells keywords from names of members: {@code /properties/anyOf}
 * is no choice.
 */
final class EvaluationPath {

    private final NodePath path;
    private final boolean[] keyword;

    EvaluationPath(NodePath path) {
        this.path = path;
        this.keyword = new boolean[path.getNameCount()];
        for (int i = 0; i < keyword.length; i++) {
            keyword[i] = i == 0 || !keyword[i - 1] || !takesName(name(i - 1));
        }
    }

    String name(int at) {
        return String.valueOf(path.getElement(at));
    }

    int index(int at) {
        return path.getElement(at) instanceof Integer index ? index : Integer.parseInt(name(at));
    }

    /** Where the outermost {@code anyOf} or {@code oneOf} stands, -1 where there is none. */
    int firstChoice() {
        for (int i = 0; i < keyword.length; i++) {
            if (keyword[i] && (name(i).equals("anyOf") || name(i).equals("oneOf"))) {
                return i;
            }
        }
        return -1;
    }

    boolean endsAt(int at) {
        return at == keyword.length - 1;
    }

    String upTo(int at) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= at; i++) {
            text.append('/').append(name(i));
        }
        return text.toString();
    }

    /** How many levels of the value the keywords after this place go down; the last one has failed and goes nowhere. */
    int descentsAfter(int at) {
        int levels = 0;
        for (int i = at + 1; i < keyword.length - 1; i++) {
            if (keyword[i] && descends(name(i))) {
                levels++;
            }
        }
        return levels;
    }

    /** True where the keyword counts only under a condition on the value. */
    boolean isConditional() {
        for (int i = 0; i < keyword.length; i++) {
            if (keyword[i]) {
                switch (name(i)) {
                    case "anyOf", "oneOf", "not", "if", "then", "else", "contains" -> {
                        return true;
                    }
                    case "unevaluatedItems", "unevaluatedProperties" -> {
                        return true;
                    }
                    default -> {}
                }
            }
        }
        return false;
    }

    private static boolean takesName(String keyword) {
        return switch (keyword) {
            case "properties", "patternProperties", "dependentSchemas", "$defs", "definitions" -> true;
            case "allOf", "anyOf", "oneOf", "prefixItems" -> true;
            default -> false;
        };
    }

    private static boolean descends(String keyword) {
        return switch (keyword) {
            case "properties", "patternProperties", "additionalProperties", "unevaluatedProperties" -> true;
            case "items", "prefixItems", "unevaluatedItems", "contains" -> true;
            default -> false;
        };
    }
}
