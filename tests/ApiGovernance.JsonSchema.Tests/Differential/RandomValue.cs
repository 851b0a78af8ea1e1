namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>Values that know of no schema: for enum, const and places where a schema allows anything.</summary>
internal static class RandomValue
{
    public static JsonTree Of(Dice dice, int depth, bool huge) => dice.Below(depth > 0 ? 9 : 6) switch
    {
        0 => JsonTree.Null,
        1 => dice.Chance(50) ? JsonTree.True : JsonTree.False,
        2 or 3 => JsonTree.Number(Pools.Number(dice, huge)),
        4 or 5 => JsonTree.String(dice.Pick(Pools.Texts)),
        6 => JsonTree.Array(Enumerable.Range(0, dice.Below(4)).Select(_ => Of(dice, depth - 1, huge)).ToArray()),
        _ => Object(dice, depth, huge),
    };

    private static JsonTree Object(Dice dice, int depth, bool huge)
    {
        JsonTree value = JsonTree.Object();
        for (int count = dice.Below(4); count > 0; count--)
            value.With(dice.Pick(Pools.Names), Of(dice, depth - 1, huge));
        return value;
    }
}
