package vadra.velocity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import vadra.velocity.LevelChange.Figure;
import vadra.velocity.LevelChange.Gap;

/** Which figures give which level. Each level has roads to it, and each road needs all of its figures. */
final class Levels {
    static final int PEOPLE = Scale.PEOPLE;

    private record Need(Figure figure, int tier) {}

    private static final List<Need> FIRST = speed(1);
    private static final List<Need> SECOND = road(speed(2), new Need(Figure.SPREADING, 1));
    private static final List<Need> THIRD = road(speed(3), new Need(Figure.SPREADING, 2));

    private static final Map<Level, List<List<Need>>> ROADS = Map.of(
            Level.CALM, List.of(List.of()),
            Level.WATCH, List.of(FIRST, List.of(new Need(Figure.ONSET, 1)), List.of(new Need(Figure.DOUBT, 2))),
            Level.ELEVATED,
                    List.of(
                            road(SECOND, new Need(Figure.AUTHORS, 1)),
                            road(SECOND, new Need(Figure.ROOMS, 1)),
                            road(FIRST, new Need(Figure.DOUBT, 2))),
            Level.CRITICAL,
                    List.of(
                            road(THIRD, new Need(Figure.AUTHORS, 2)),
                            road(THIRD, new Need(Figure.ROOMS, 2)),
                            road(THIRD, new Need(Figure.DOUBT, 2))));

    private Levels() {}

    /** The highest level that the signs support. */
    static Level supported(Signs signs, Scale scale) {
        if (signs.recent() < PEOPLE) {
            return Level.CALM;
        }
        for (var level : List.of(Level.CRITICAL, Level.ELEVATED, Level.WATCH)) {
            if (roads(level).stream().anyMatch(road -> unmet(road, signs, scale).isEmpty())) {
                return level;
            }
        }
        return Level.CALM;
    }

    /** What the nearest road to the next level still lacks. */
    static List<Gap> missing(Level level, Signs signs, Scale scale) {
        if (level == Level.CRITICAL) {
            return List.of();
        }
        var next = Level.of(level.rank() + 1);
        var gaps = new ArrayList<Gap>();
        if (signs.recent() < PEOPLE) {
            gaps.add(new Gap(Figure.PEOPLE, signs.recent(), PEOPLE));
        }
        roads(next).stream()
                .map(road -> unmet(road, signs, scale))
                .min(Comparator.comparingInt(List::size))
                .ifPresent(gaps::addAll);
        return gaps;
    }

    /** The figures of every road that holds this level up. */
    static List<Gap> support(Level level, Signs signs, Scale scale) {
        return roads(level).stream()
                .filter(road -> unmet(road, signs, scale).isEmpty())
                .flatMap(List::stream)
                .distinct()
                .map(need -> gap(need, signs, scale))
                .toList();
    }

    private static List<Gap> unmet(List<Need> road, Signs signs, Scale scale) {
        var gaps = new ArrayList<Gap>();
        for (var need : road) {
            if (signs.tier(need.figure(), scale) < need.tier()) {
                gaps.add(gap(need, signs, scale));
            }
        }
        return gaps;
    }

    private static Gap gap(Need need, Signs signs, Scale scale) {
        return new Gap(need.figure(), signs.value(need.figure()), Signs.threshold(need.figure(), need.tier(), scale));
    }

    private static List<List<Need>> roads(Level level) {
        return ROADS.getOrDefault(level, List.of());
    }

    /** Fast, and unusually so for this topic. */
    private static List<Need> speed(int tier) {
        return List.of(new Need(Figure.VELOCITY, tier), new Need(Figure.UNUSUAL, tier));
    }

    private static List<Need> road(List<Need> begun, Need further) {
        var road = new ArrayList<>(begun);
        road.add(further);
        return List.copyOf(road);
    }
}
