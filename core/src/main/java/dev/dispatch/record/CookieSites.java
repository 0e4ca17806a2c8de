package dev.dispatch.record;

import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which servers a step may call, as far as that decides whether it sends a cookie. */
final class CookieSites {

    /** Any. */
    private static final String ANY = "";

    private CookieSites() {}

    /** The sites that a step calls itself; one that cannot be known stands for all. */
    static List<String> of(Plan plan, Node node) {
        if (!(node instanceof Node.Leaf leaf) || node instanceof Node.Call) {
            return List.of();
        }
        String key = leaf.target().key();
        if (!leaf.target().isModuleCode() && (key.startsWith("flow.") || key.startsWith("memory."))) {
            return List.of();
        }
        if (!key.equals("http.request") && !key.equals("http.graphql")) {
            return List.of(ANY);
        }
        String url = leaf.targetPayload().path("url").asString("");
        String path = leaf.targetPayload().path("path").asString("");
        String written = url.isEmpty() ? path : url;
        if (written.contains("${")) {
            return List.of(written.startsWith("/") ? base(plan) : ANY);
        }
        return List.of(site(written).orElseGet(() -> base(plan)));
    }

    private static String base(Plan plan) {
        return plan.http().baseUrl().flatMap(CookieSites::site).orElse(ANY);
    }

    static boolean mayMatch(Set<String> sites, String url) {
        return sites.contains(ANY) || site(url).map(sites::contains).orElse(!sites.isEmpty());
    }

    /** What hosts have in common that may share a cookie: their last two names; an address is its own. */
    private static Optional<String> site(String url) {
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            return Optional.empty();
        }
        String host;
        try {
            host = URI.create(url.split("[?#]", 2)[0]).getHost();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (host == null) {
            return Optional.empty();
        }
        String[] names = host.split("\\.", -1);
        boolean address = host.startsWith("[") || Character.isDigit(host.charAt(host.length() - 1));
        return Optional.of(
                address || names.length < 2 ? host : names[names.length - 2] + "." + names[names.length - 1]);
    }
}
