using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>
/// Draws whole values that a producer's schema may allow, near the edges of what a consumer's does: for changes that no single keyword
/// shows. They are guesses like all others.
/// </summary>
/// <param name="wanted">Names on the way to the change: they are always there.</param>
internal sealed class MessageSampler(InstanceBuilder builder, IReadOnlySet<string> wanted, ulong seed)
{
    private const int MaxDepth = 7;
    private const int MaxValues = 120;

    private readonly Draw _draw = new(seed);
    private readonly ScalarSampler _scalars = new(new Draw(seed + 1));
    private int _left;

    public Instance? Next(SchemaTerm producer, SchemaTerm? consumer)
    {
        _left = MaxValues;
        return Value(producer, consumer, 0);
    }

    private Instance? Value(SchemaTerm producer, SchemaTerm? consumer, int depth)
    {
        if (depth > MaxDepth || --_left < 0)
            return builder.Make(producer);
        SchemaTerm term = Chosen(producer), near = consumer is null ? producer.Space.Anything : Chosen(consumer);
        SchemaShape from = term.Shape;
        // The edge of what is excluded is as good as that of what is expected.
        if (from.Nots.Count + near.Shape.Nots.Count > 0 && _draw.Chance(50))
            near = Chosen(_draw.From([.. from.Nots, .. near.Shape.Nots]));
        SchemaShape to = near.Shape;
        if (from.IsNothing)
            return null;
        Kinds kind = Kind(from, to);
        if (kind == Kinds.None)
            return null;
        if ((from.Listed & kind) != 0)
            return Listed(from, kind);
        if ((to.Listed & kind) != 0 && _draw.Chance(15) && Listed(to, kind) is { } expected)
            return expected;
        return kind switch
        {
            Kinds.Null => Instance.Null,
            Kinds.Boolean => Instance.OfBoolean(_draw.Chance(50)),
            Kinds.String => _scalars.Text(from, to, term.Space) is { } text ? Instance.OfString(text) : null,
            Kinds.Integer or Kinds.Fraction => _scalars.Number(from.Numbers, to.Numbers, kind == Kinds.Integer),
            Kinds.Array => Array(term, near, depth),
            _ => Object(term, near, depth),
        };
    }

    /// <summary>The schema after choices and conditions were made.</summary>
    private SchemaTerm Chosen(SchemaTerm term)
    {
        for (int i = 0; i < 5 && term.Shape.Groups.Count > 0; i++)
        {
            Alternatives group = term.Shape.Groups[0];
            if (group is { Names: { } names, Discriminator: { } property } && term.Shape.Has(Kinds.Object))
            {
                (string name, SchemaTerm branch) = _draw.From([.. names]);
                term = TermSplitting.With(TermSplitting.Branch(term, group, branch), property, JsonValueText.OfString(name));
            }
            else
            {
                term = _draw.From(TermSplitting.ByAlternatives(term, group));
            }
        }

        foreach (Condition condition in term.Shape.Conditions.Take(3).ToList())
        {
            if (_draw.Chance(50))
                term = term.Space.All([term, condition.If, condition.Then ?? term.Space.Anything]);
            else if (condition.Else is { } otherwise)
                term = term.Space.All(term, otherwise);
        }

        return term;
    }

    private Kinds Kind(SchemaShape from, SchemaShape to)
    {
        Kinds unexpected = from.Kinds & ~to.Kinds;
        Kinds among = unexpected != 0 && _draw.Chance(30) ? unexpected : from.Kinds;
        // What is spoken of is likelier to show something.
        Kinds spoken = (Spoken(from) | Spoken(to)) & from.Kinds;
        if (among == Kinds.Any && spoken != Kinds.None && _draw.Chance(70))
            among = spoken;
        Kinds[] kinds = [.. KindNames.Each.Where(kind => (among & kind) != 0)];
        return kinds.Length == 0 ? Kinds.None : _draw.From(kinds);
    }

    private static Kinds Spoken(SchemaShape shape) =>
        (shape.Objects.IsFree ? 0 : Kinds.Object) | (shape.Arrays.IsFree ? 0 : Kinds.Array) | (shape.Strings.IsFree ? 0 : Kinds.String) | (shape.Numbers.IsFree ? 0 : Kinds.Number);

    private Instance? Listed(SchemaShape shape, Kinds kind)
    {
        JsonValueText[] values = [.. shape.Values.Where(value => value.Kind == kind).Take(64)];
        return values.Length == 0 ? null : Instance.Of(_draw.From(values));
    }

    private Instance? Array(SchemaTerm term, SchemaTerm near, int depth)
    {
        ArrayRules from = term.Shape.Arrays, to = near.Shape.Arrays;
        long least = from.MinItems, most = Math.Min(from.MaxItems ?? long.MaxValue, Math.Max(least, Count(to.MaxItems, Math.Max(from.Prefix.Count, to.Prefix.Count) + 1)));
        if (least > 40)
            return null;
        long count = least + _draw.Below((int)Math.Max(1, Math.Min(most, 40) - least + 1));
        foreach (Contains some in from.Contains)
            count = Math.Max(count, Math.Min(some.Min, 8));
        List<Instance> items = [];
        for (int tries = 0; items.Count < count && tries < count + 6; tries++)
        {
            SchemaTerm place = from.At(items.Count) ?? term.Space.Anything;
            if (from.Contains.Count > 0 && _draw.Chance(60))
                place = term.Space.All(place, _draw.From(from.Contains).Term);
            SchemaTerm? hint = to.Contains.Count > 0 && _draw.Chance(50) ? to.Contains[0].Term : to.At(items.Count);
            Instance? item = items.Count > 0 && !from.Unique && _draw.Chance(25) ? items[^1] : Value(place, hint, depth + 1);
            if (item is not null && (!from.Unique || items.TrueForAll(other => other.Text != item.Text)))
                items.Add(item);
        }

        return items.Count < least ? null : Instance.Array(items);
    }

    private long Count(long? bound, int otherwise) => bound is { } known && known < 40 ? known + _draw.Below(2) : Math.Max(otherwise, 2);

    private Instance? Object(SchemaTerm term, SchemaTerm near, int depth)
    {
        ObjectRules from = term.Shape.Objects, to = near.Shape.Objects;
        List<string> names = Names(from, to, depth);
        foreach ((string name, SchemaTerm schema) in from.DependentSchemas)
        {
            if (!names.Contains(name) && !from.IsRequired(name) && !_draw.Chance(40))
                continue;
            names.Add(name);
            names.AddRange(schema.Shape.Objects.Properties.Keys.Where(_ => _draw.Chance(60)));
            term = term.Space.All(term, schema);
        }

        from = term.Shape.Objects;
        names.AddRange(from.Required);
        foreach ((string name, SortedSet<string> others) in from.DependentRequired)
            names.AddRange(names.Contains(name) ? others : []);
        List<KeyValuePair<string, Instance>> members = [];
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            SchemaTerm property = PropertyTerms.At(from, name, term.Space) ?? term.Space.Anything;
            if (builder.IsExempt(property))
                continue;
            if (Value(property, PropertyTerms.At(to, name, near.Space), depth + 1) is { } value)
                members.Add(KeyValuePair.Create(name, value));
            else if (from.IsRequired(name))
                return null;
        }

        return Instance.Object(members);
    }

    private List<string> Names(ObjectRules from, ObjectRules to, int depth)
    {
        int share = depth > 4 ? 5 : (int[])[20, 50, 90] is var shares ? _draw.From(shares) : 0;
        List<string> names = [.. from.Properties.Keys.Take(200).Where(name => wanted.Contains(name) || _draw.Chance(share))];
        foreach ((string pattern, _) in from.Patterns.Take(4))
        {
            if (_draw.Chance(60) && PatternLanguage.Find([pattern], [], 1).Text is { } name)
                names.Add(name);
        }

        if (from.IsClosed)
            return names;
        // Names are data where additional ones have a schema.
        if (from.Additional is not null || from.Names is not null)
            names.AddRange(to.Properties.Keys.Take(20).Where(name => wanted.Contains(name) || _draw.Chance(40)));
        names.AddRange(PropertyTerms.Demanded(from).Where(_ => _draw.Chance(40)));
        foreach ((string pattern, _) in to.Patterns.Take(4))
        {
            if (_draw.Chance(30) && PatternLanguage.Find([pattern], [], 1).Text is { } name)
                names.Add(name);
        }

        long least = Math.Max(from.MinProperties, to.MaxProperties is { } most && _draw.Chance(50) ? most + 1 : _draw.Chance(25) ? names.Count + 1 : 0);
        if (from.Names is { } restricted)
        {
            for (int i = 0; i < 3 && names.Count < least; i++)
                names.AddRange(_scalars.Text(restricted.Shape, restricted.Shape, restricted.Space) is { } made ? [made] : []);
        }

        for (int i = 0; names.Count < Math.Min(least, 30) && i < 30; i++)
        {
            string name = i == 0 && builder.FreshName(from, to) is { } fresh ? fresh : $"x{i}";
            if (!to.Properties.ContainsKey(name) && !names.Contains(name))
                names.Add(name);
        }

        return names;
    }
}
