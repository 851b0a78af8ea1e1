using System.Globalization;
using System.Text;

namespace ApiGovernance.JsonSchema.Tests.Differential;

internal sealed partial class InstanceWriter
{
    private JsonTree Object(List<JsonTree> all, int depth)
    {
        var names = new List<string>();
        foreach (JsonTree required in Keyword(all, "required"))
            names.AddRange(required.Items.Select(static name => name.Text));
        foreach (JsonTree properties in Keyword(all, "properties"))
            names.AddRange(properties.Members.Where(_ => depth < MostDepth && dice.Chance(55)).Select(static member => member.Key));
        foreach (JsonTree patterns in Keyword(all, "patternProperties"))
        {
            if (dice.Chance(60))
                names.Add(Match(dice.PickFrom(patterns.Members).Key));
        }

        foreach (JsonTree dependent in Keyword(all, "dependentRequired").Concat(Keyword(all, "dependencies")))
        {
            foreach ((string key, JsonTree needed) in dependent.Members)
            {
                if (needed.IsArray && names.Contains(key) && dice.Chance(80))
                    names.AddRange(needed.Items.Select(static name => name.Text));
            }
        }

        int least = (int)(Bound(all, "minProperties") ?? 0);
        for (int extra = dice.Chance(20) ? 1 : 0; extra > 0 || (names.Count < least && dice.Chance(90)); extra--)
            names.Add(dice.Pick(Pools.Names));
        JsonTree value = JsonTree.Object();
        for (; names.Count > 0; names.RemoveAt(0))
            value.With(names[0], Value(For(all, names[0]), depth + 1));
        if (dice.Chance(40))
            value.Members.Reverse();
        return value;
    }

    private static List<JsonTree> For(List<JsonTree> all, string name)
    {
        var schemas = new List<JsonTree>();
        foreach (JsonTree schema in all)
        {
            int before = schemas.Count;
            if (schema.Get("properties")?.Get(name) is { } property)
                schemas.Add(property);
            foreach ((string pattern, JsonTree matched) in schema.Get("patternProperties")?.Members ?? [])
            {
                if (Matches(pattern).Contains(name))
                    schemas.Add(matched);
            }

            if (schemas.Count == before && (schema.Get("additionalProperties") ?? schema.Get("unevaluatedProperties")) is { } other)
                schemas.Add(other);
        }

        return schemas;
    }

    private JsonTree Array(List<JsonTree> all, int depth)
    {
        int least = (int)(Bound(all, "minItems") ?? 0);
        int most = (int)(Bound(all, "maxItems") ?? 4);
        int count = depth >= MostDepth ? least : Math.Max(least, dice.Between(0, Math.Max(0, Math.Min(most, 4))));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        JsonTree value = JsonTree.Array();
        for (int i = 0; i < count; i++)
        {
            var schemas = new List<JsonTree>();
            foreach (JsonTree schema in all)
            {
                JsonTree? prefix = schema.Get("prefixItems") ?? (schema.Get("items") is { IsArray: true } tuple ? tuple : null);
                JsonTree? rest = schema.Get("items") is { IsArray: false } items ? items : schema.Get("additionalItems") ?? schema.Get("unevaluatedItems");
                if (prefix is not null && i < prefix.Items.Count)
                    schemas.Add(prefix.Items[i]);
                else if (rest is not null)
                    schemas.Add(rest);
                if (schema.Get("contains") is { } contained && dice.Chance(60))
                    schemas.Add(contained);
            }

            JsonTree item = Value(schemas, depth + 1);
            if (seen.Add(item.ToString()) || dice.Chance(25))
                value.Items.Add(item);
        }

        return value;
    }

    private JsonTree Text(List<JsonTree> all)
    {
        foreach (JsonTree pattern in Keyword(all, "pattern"))
        {
            if (dice.Chance(85))
                return JsonTree.String(Match(pattern.Text));
        }

        List<Rune> text = [.. dice.Pick(Pools.Texts).EnumerateRunes()];
        int least = (int)(Bound(all, "minLength") ?? 0);
        while (text.Count < least)
            text.Add(dice.Pick(new Rune('a'), new Rune('é'), new Rune(0x1F600), new Rune('1')));
        int most = (int)(Bound(all, "maxLength") ?? 100);
        return JsonTree.String(string.Concat(text.Take(Math.Max(least, most))));
    }

    private JsonTree Number(List<JsonTree> all, bool whole)
    {
        double? step = Bound(all, "multipleOf");
        double? low = Bound(all, "minimum") ?? Bound(all, "exclusiveMinimum");
        double? high = Bound(all, "maximum") ?? Bound(all, "exclusiveMaximum");
        if ((step is null && low is null && high is null) || dice.Chance(15))
            return JsonTree.Number(whole && dice.Chance(80) ? dice.Pick("0", "1", "2", "7", "1.0", "1e2", "-3", "12", "-0") : Pools.Number(dice, huge));
        double at = (low ?? (high ?? 6) - 6) + dice.Below(8);
        if (dice.Chance(35) && (low ?? high) is { } edge)
            at = edge;
        if (step is > 1e-5 and < 1e6 && Math.Abs(at) < 1e12)
            at = Math.Round(at / step.Value) * step.Value;
        if (whole)
            at = Math.Round(at);
        if (!double.IsFinite(at) || Math.Abs(at) > 1e15)
            return JsonTree.Number(Pools.Number(dice, huge));
        return JsonTree.Number(Math.Round((decimal)at, 6).ToString(CultureInfo.InvariantCulture));
    }

    private string Match(string pattern) => Matches(pattern) is { Length: > 0 } texts ? dice.Pick<string>(texts) : dice.Pick(Pools.Texts);

    private static string[] Matches(string pattern) => System.Array.Find(Pools.Patterns, known => known.Pattern == pattern).Matches ?? [];
}
