package dev.dispatch.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Generates the ten users. The first two carry the names that readers of the public service expect. */
final class Users {
    static final int COUNT = 10;

    private static final List<List<String>> NAMES = List.of(
            List.of("Leanne Graham", "Bret"),
            List.of("Ervin Howell", "Antonette"),
            List.of("Marta Lindqvist", "Marlin"),
            List.of("Tobias Achterberg", "Tobi"),
            List.of("Ines Carvalho", "Inca"),
            List.of("Kofi Mensah", "Kofi_M"),
            List.of("Yuki Tanabe", "Yutan"),
            List.of("Rasmus Holm", "Rholm"),
            List.of("Priya Venkat", "Privee"),
            List.of("Olena Kovalchuk", "Olko"));
    private static final List<String> STREETS = List.of("Street", "Lane", "Road", "Alley", "Square");
    private static final List<String> FIRMS = List.of("Works", "Trading", "Partners", "Supply", "and Daughters");

    private Users() {}

    static List<ObjectNode> generate() {
        Words words = new Words(101);
        List<ObjectNode> users = new ArrayList<>(COUNT);
        for (int id = 1; id <= COUNT; id++) {
            users.add(user(id, words));
        }
        return users;
    }

    private static ObjectNode user(int id, Words words) {
        String username = NAMES.get(id - 1).get(1);
        String host = username.toLowerCase(Locale.ROOT).replace('_', '-') + ".example.org";
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("id", id);
        user.put("name", NAMES.get(id - 1).getFirst());
        user.put("username", username);
        user.put("email", words.noun() + "@" + host);
        user.set("address", address(words));
        user.put("phone", "555-" + words.digits(3) + "-" + words.digits(4));
        user.put("website", host);
        user.set("company", company(words));
        return user;
    }

    private static ObjectNode address(Words words) {
        ObjectNode address = JsonNodeFactory.instance.objectNode();
        address.put("street", Words.capitalized(words.noun()) + " " + words.pick(STREETS));
        address.put("suite", "Suite " + words.digits(3));
        address.put("city", Words.capitalized(words.adjective()) + Words.capitalized(words.noun()));
        address.put("zipcode", words.digits(5) + "-" + words.digits(4));
        address.putObject("geo").put("lat", words.coordinate(90)).put("lng", words.coordinate(180));
        return address;
    }

    private static ObjectNode company(Words words) {
        ObjectNode company = JsonNodeFactory.instance.objectNode();
        company.put("name", Words.capitalized(words.noun()) + " " + words.pick(FIRMS));
        company.put("catchPhrase", Words.capitalized(words.phrase()));
        company.put("bs", words.adjective() + " " + words.noun() + " " + words.noun());
        return company;
    }
}
