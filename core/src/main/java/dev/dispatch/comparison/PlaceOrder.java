package dev.dispatch.comparison;

import java.util.Comparator;

/** Places in the order of people: {@code list[2]} stands before {@code list[10]}. */
final class PlaceOrder {

    static final Comparator<String> NATURAL = PlaceOrder::compare;

    private PlaceOrder() {}

    private static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (isDigit(a, i) && isDigit(b, j)) {
                int endA = end(a, i);
                int endB = end(b, j);
                int byLength = Integer.compare(endA - i, endB - j);
                int byDigits = byLength == 0 ? a.substring(i, endA).compareTo(b.substring(j, endB)) : byLength;
                if (byDigits != 0) {
                    return byDigits;
                }
                i = endA;
                j = endB;
            } else if (a.charAt(i) != b.charAt(j)) {
                return Character.compare(a.charAt(i), b.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }

    private static boolean isDigit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static int end(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text, end)) {
            end++;
        }
        return end;
    }
}
