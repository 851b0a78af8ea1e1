namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>One small change somewhere in a value.</summary>
internal static class Mutation
{
    public static JsonTree Of(Dice dice, JsonTree value, bool huge)
    {
        JsonTree changed = value.Clone();
        JsonTree[] containers = [.. changed.All().Where(static node => node.Items.Count + node.Members.Count > 0)];
        if (containers.Length == 0 || dice.Chance(10))
            return Replace(dice, changed, huge);
        JsonTree container = dice.Pick<JsonTree>(containers);
        if (container.IsArray)
            Items(dice, container, huge);
        else
            Members(dice, container, huge);
        return changed;
    }

    private static void Items(Dice dice, JsonTree array, bool huge)
    {
        int at = dice.Below(array.Items.Count);
        switch (dice.Below(6))
        {
            case 0:
                array.Items.RemoveAt(at);
                break;
            case 1:
                array.Items.Add(array.Items[at].Clone());
                break;
            case 2:
                array.Items.Insert(at, RandomValue.Of(dice, 1, huge));
                break;
            case 3:
                array.Items.Reverse();
                break;
            default:
                array.Items[at] = Replace(dice, array.Items[at], huge);
                break;
        }
    }

    private static void Members(Dice dice, JsonTree value, bool huge)
    {
        int at = dice.Below(value.Members.Count);
        (string key, JsonTree member) = value.Members[at];
        switch (dice.Below(7))
        {
            case 0:
                value.Members.RemoveAt(at);
                break;
            case 1:
                value.With(dice.Pick(Pools.Names), RandomValue.Of(dice, 1, huge));
                break;
            case 2:
                value.Members.RemoveAt(at);
                value.With(dice.Pick(Pools.Names), member);
                break;
            case 3:
                value.Members.Reverse();
                break;
            default:
                value.With(key, Replace(dice, member, huge));
                break;
        }
    }

    private static JsonTree Replace(Dice dice, JsonTree value, bool huge)
    {
        if (dice.Chance(30))
            return RandomValue.Of(dice, 2, huge);
        switch (value.Kind)
        {
            case System.Text.Json.JsonValueKind.Number:
                return JsonTree.Number(Respelled(dice, value.Text));
            case System.Text.Json.JsonValueKind.String:
                return JsonTree.String(dice.Below(4) switch
                {
                    0 => value.Text + dice.Pick("a", "é", "😀", "1", "\n"),
                    1 => "a" + value.Text,
                    2 => "",
                    _ => dice.Pick(Pools.Texts),
                });
            case System.Text.Json.JsonValueKind.True:
                return JsonTree.False;
            case System.Text.Json.JsonValueKind.False:
                return dice.Pick(JsonTree.True, JsonTree.Number(0));
            default:
                return dice.Pick(JsonTree.Null, JsonTree.Object(), JsonTree.Array(), JsonTree.Array(value), RandomValue.Of(dice, 1, huge));
        }
    }

    /// <summary>The same number spelled in another way, or one next to it.</summary>
    private static string Respelled(Dice dice, string number)
    {
        bool plain = number.AsSpan().IndexOfAny('e', 'E', '.') < 0;
        return dice.Below(6) switch
        {
            0 when plain => number + ".0",
            1 when plain && number.TrimStart('-') != "0" => number + "0e-1",
            2 when plain => number + "e0",
            3 when plain => number + ".5",
            4 when !number.StartsWith('-') => "-" + number,
            _ => dice.Pick(Pools.Numbers),
        };
    }
}
