package io.enginehub.launcher;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The lines beside a list of nodes that tell which of them feeds which. From each node a lane goes down until its last
 * reader; where a row's horizontal line meets a lane, that node reads it ({@code ├ ┼ └ ┴}), and where it passes under
 * one ({@code ─│─}), it does not.
 */
final class Lanes {
    private final Map<String, Integer> readers = new HashMap<>();
    private final List<String> lanes = new ArrayList<>();
    private int justEnded = -1;

    /** @param reads the source of each edge, as often as it is read */
    Lanes(Collection<String> reads) {
        reads.forEach(source -> readers.merge(source, 1, Integer::sum));
    }

    /**
     * The row of the next node.
     *
     * @param id no empty text; the sources of later nodes name it
     * @param sources nodes whose rows were drawn before
     */
    String next(String id, Set<String> sources, String sign) {
        SortedSet<Integer> read = new TreeSet<>();
        SortedSet<Integer> ended = new TreeSet<>();
        for (String source : sources) {
            int lane = lanes.indexOf(source);
            read.add(lane);
            if (readers.merge(source, -1, Integer::sum) == 0) {
                ended.add(lane);
            }
        }
        // why: a node at the end of a lane stands under it, so that a chain is drawn as one line
        int own = ended.isEmpty() ? free() : ended.first();
        String row = row(own, sign, read, ended);
        ended.forEach(lane -> lanes.set(lane, ""));
        boolean isRead = readers.getOrDefault(id, 0) > 0;
        lanes.set(own, isRead ? id : "");
        justEnded = isRead ? -1 : own; // why: a node right below one that nobody reads would seem to read it
        return row;
    }

    private int free() {
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).isEmpty() && i != justEnded) {
                return i;
            }
        }
        lanes.add("");
        return lanes.size() - 1;
    }

    private String row(int own, String sign, SortedSet<Integer> read, SortedSet<Integer> ended) {
        int first = read.isEmpty() ? own : Math.min(own, read.first());
        int last = read.isEmpty() ? own : Math.max(own, read.last());
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < lanes.size(); i++) {
            boolean inside = first <= i && i <= last;
            if (i == own) {
                row.append(sign);
            } else if (read.contains(i)) {
                row.append(joint(i == first, i == last, ended.contains(i)));
            } else {
                row.append(lanes.get(i).isEmpty() ? inside ? "─" : " " : "│");
            }
            row.append(first <= i && i < last ? "─" : " ");
        }
        return row.toString().stripTrailing();
    }

    private static String joint(boolean first, boolean last, boolean ended) {
        if (first) {
            return ended ? "└" : "├";
        }
        if (last) {
            return ended ? "┘" : "┤";
        }
        return ended ? "┴" : "┼";
    }
}
