using System.Globalization;

namespace ApiGovernance.Linting.Paths;

/// <summary>Which children a step goes to, by name or index alone.</summary>
internal abstract record PathSelector
{
    public abstract string Key { get; }

    public abstract bool TakesMember(string name);

    /// <param name="count">Of the array's items.</param>
    public abstract bool TakesItem(int index, int count);

    /// <summary>Whether items are taken: all of them, none, or some by their index.</summary>
    public abstract ItemChoice Items { get; }
}

internal enum ItemChoice
{
    None,
    All,
    Some,
}

/// <summary>`*`.</summary>
internal sealed record AnySelector : PathSelector
{
    public override string Key => "*";

    public override ItemChoice Items => ItemChoice.All;

    public override bool TakesMember(string name) => true;

    public override bool TakesItem(int index, int count) => true;
}

/// <summary>`.name`, `['a','b']`, `[0]`; a negative index counts from the end.</summary>
internal sealed record NameSelector(IReadOnlyList<string> Names) : PathSelector
{
    private readonly int[] _indices = [.. Names.Select(Index).OfType<int>()];

    public override string Key => string.Join(',', Names.Select(name => $"'{name.Replace("'", "\\'", StringComparison.Ordinal)}'"));

    public override ItemChoice Items => _indices.Length > 0 ? ItemChoice.Some : ItemChoice.None;

    public override bool TakesMember(string name)
    {
        foreach (string one in Names)
        {
            if (string.Equals(one, name, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    public override bool TakesItem(int index, int count)
    {
        foreach (int one in _indices)
        {
            if ((one < 0 ? count + one : one) == index)
                return true;
        }

        return false;
    }

    private static int? Index(string name) =>
        int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index) && index.ToString(CultureInfo.InvariantCulture) == name ? index : null;
}

/// <summary>`[start:end:step]` of an array, as Python counts; the step is positive.</summary>
internal sealed record SliceSelector(int? Start, int? End, int Step) : PathSelector
{
    public override string Key => string.Create(CultureInfo.InvariantCulture, $"{Start}:{End}:{Step}");

    public override ItemChoice Items => ItemChoice.Some;

    public override bool TakesMember(string name) => false;

    public override bool TakesItem(int index, int count)
    {
        int start = Bound(Start ?? 0, count), end = Bound(End ?? count, count);
        return index >= start && index < end && (index - start) % Step == 0;
    }

    private static int Bound(int written, int count) => Math.Clamp(written < 0 ? count + written : written, 0, count);
}
