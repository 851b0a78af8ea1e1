using ApiGovernance.JsonSchema.Numbers;

namespace ApiGovernance.JsonSchema.Input;

/// <summary>Equality of JSON values as JSON Schema defines it: numbers by value, objects without order.</summary>
internal static class JsonEquality
{
    private const int SmallObject = 16;

    public static bool AreEqual(JsonView left, int a, JsonView right, int b)
    {
        JsonKind kind = left.Kind(a);
        if (kind != right.Kind(b))
            return false;
        return kind switch
        {
            JsonKind.Null or JsonKind.True or JsonKind.False => true,
            JsonKind.String => left.Text(a).SequenceEqual(right.Text(b)),
            JsonKind.Number => NumbersEqual(left.Text(a), right.Text(b)),
            _ => left.Count(a) == right.Count(b)
                && (kind == JsonKind.Array ? ArraysEqual(left, a, right, b) : ObjectsEqual(left, a, right, b)),
        };
    }

    /// <summary>A hash that is the same for equal values. Seeded per process.</summary>
    public static int Hash(JsonView view, int token)
    {
        JsonKind kind = view.Kind(token);
        var hash = new HashCode();
        hash.Add((int)kind);
        switch (kind)
        {
            case JsonKind.String:
                hash.AddBytes(view.Text(token));
                break;
            case JsonKind.Number:
                hash.Add(ExactDecimal.Parse(view.Text(token)).GetHashCode());
                break;
            case JsonKind.Array:
                for (int item = token + 1, end = view.Next(token); item < end; item = view.Next(item))
                    hash.Add(Hash(view, item));
                break;
            case JsonKind.Object:
                int sum = 0;
                for (int key = token + 1, end = view.Next(token); key < end; key = view.Next(key + 1))
                    sum += HashCode.Combine(Hash(view, key), Hash(view, key + 1));
                hash.Add(sum);
                break;
        }

        return hash.ToHashCode();
    }

    private static bool NumbersEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.SequenceEqual(right) || ExactDecimal.Parse(left) == ExactDecimal.Parse(right);

    private static bool ArraysEqual(JsonView left, int a, JsonView right, int b)
    {
        b++;
        for (int item = a + 1, end = left.Next(a); item < end; item = left.Next(item))
        {
            if (!AreEqual(left, item, right, b))
                return false;
            b = right.Next(b);
        }

        return true;
    }

    private static bool ObjectsEqual(JsonView left, int a, JsonView right, int b)
    {
        if (left.Count(a) > SmallObject)
            return LargeObjectsEqual(left, a, right, b);
        for (int key = a + 1, end = left.Next(a); key < end; key = left.Next(key + 1))
        {
            int other = FindKey(right, b, left.Text(key));
            if (other < 0 || !AreEqual(left, key + 1, right, other + 1))
                return false;
        }

        return true;
    }

    private static bool LargeObjectsEqual(JsonView left, int a, JsonView right, int b)
    {
        KeyIndex index = KeyIndex.Create(right, b);
        bool equal = true;
        for (int key = a + 1, end = left.Next(a); key < end && equal; key = left.Next(key + 1))
        {
            int other = index.Find(left.Text(key));
            equal = other >= 0 && AreEqual(left, key + 1, right, other + 1);
        }

        index.Dispose();
        return equal;
    }

    private static int FindKey(JsonView view, int obj, ReadOnlySpan<byte> name)
    {
        for (int key = obj + 1, end = view.Next(obj); key < end; key = view.Next(key + 1))
        {
            if (view.Text(key).SequenceEqual(name))
                return key;
        }

        return -1;
    }
}
