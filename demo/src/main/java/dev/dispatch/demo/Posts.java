package dev.dispatch.demo;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Generates the posts, ten for each user. */
final class Posts {
    static final int COUNT = 100;

    private static final int PER_PARENT = 10;

    private Posts() {}

    static List<ObjectNode> generate() {
        Words words = new Words(102);
        List<ObjectNode> posts = new ArrayList<>(COUNT);
        for (int id = 1; id <= COUNT; id++) {
            posts.add(post(id, words));
        }
        return posts;
    }

    private static ObjectNode post(int id, Words words) {
        ObjectNode post = JsonNodeFactory.instance.objectNode();
        post.put("userId", 1 + (id - 1) / PER_PARENT);
        post.put("id", id);
        post.put("title", words.phrase());
        post.put("body", words.paragraph(4));
        return post;
    }
}
