package dev.dispatch.jsonpath;

/** Writes paths, one segment after the other. */
public final class PathText {

    private PathText() {}

    /** The normalized path (RFC 9535, section 2.7) of a member. */
    public static String normalized(String path, String name) {
        StringBuilder longer = new StringBuilder(path).append("['");
        QuotedName.append(name, longer);
        return longer.append("']").toString();
    }

    /** The path of a member as people write it: {@code $.name}, with quotes only where it needs them. */
    public static String member(String path, String name) {
        return isShorthand(name) ? path + "." + name : normalized(path, name);
    }

    /** The path of an element, which is a normalized one if the path before it is. */
    public static String element(String path, int index) {
        return path + "[" + index + "]";
    }

    /** Of ASCII only, which is less than RFC 9535, section 2.5.1.1 allows. */
    private static boolean isShorthand(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
