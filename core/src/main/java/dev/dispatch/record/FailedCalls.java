package dev.dispatch.record;

import dev.dispatch.run.Places;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which calls of a record count as failed: not one whose status was expected, and not one that a later attempt of its
 * step, of a block around it, a later try of its poll, or the same request with a new token, made good.
 */
final class FailedCalls {

    private FailedCalls() {}

    /** In the order of the record. */
    static List<RecordedCall> of(RunRecord run, List<RecordedCall> calls) {
        Map<String, Integer> lastGood = new HashMap<>();
        boolean allGood = true;
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).expected()) {
                lastGood.put(place(calls.get(i).path()), i);
            } else {
                allGood = false;
            }
        }
        if (allGood) {
            return List.of();
        }
        List<RecordedCall> failed = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            RecordedCall call = calls.get(i);
            boolean good = call.expected() || lastGood.getOrDefault(place(call.path()), -1) > i;
            if (!good && !isMended(run, call.path())) {
                failed.add(call);
            }
        }
        return failed;
    }

    /** Whether one of the executions around a call was tried again and then ended well, by whatever calls. */
    private static boolean isMended(RunRecord run, String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String around = path.substring(0, slash);
            if (run.isMended(Places.of(around), Places.attempt(around))) {
                return true;
            }
        }
        String own = path.substring(0, Math.max(0, path.indexOf('@')));
        return run.isMended(Places.of(own), Places.attempt(own));
    }

    /** The path without the numbers of attempts, tries and further requests, which calls of one place differ in. */
    private static String place(String path) {
        StringBuilder place = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '.') {
                break;
            }
            place.append(c);
            if (c == '#' || (c == 'p' && i > 0 && path.charAt(i - 1) == '~')) {
                while (i + 1 < path.length() && Character.isDigit(path.charAt(i + 1))) {
                    i++;
                }
            }
        }
        return place.toString();
    }
}
