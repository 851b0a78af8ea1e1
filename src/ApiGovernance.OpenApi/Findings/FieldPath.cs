using System.Text;

namespace ApiGovernance.OpenApi.Findings;

/// <summary>
/// The way to a property in one spelling for all who speak of it: <c>lines[].sku</c>. <c>[]</c> stands for every item of an array and
/// every key of a map; a backslash stands before a dot, a bracket or a backslash that belongs to a name.
/// </summary>
public static class FieldPath
{
    /// <param name="steps">From the root down; null for the items of an array and the values of a map.</param>
    public static string Of(IEnumerable<string?> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        StringBuilder path = new();
        foreach (string? step in steps)
        {
            if (step is null)
            {
                path.Append("[]");
                continue;
            }

            if (path.Length > 0)
                path.Append('.');
            foreach (char c in step)
            {
                if (c is '.' or '[' or ']' or '\\')
                    path.Append('\\');
                path.Append(c);
            }
        }

        return path.ToString();
    }

    /// <summary>The property whose value has this one, items left out; null where that is the body itself.</summary>
    public static string? Parent(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        for (int i = path.Length - 1; i > 0; i--)
        {
            if (path[i] == '.' && path[i - 1] != '\\')
                return Property(path[..i]);
        }

        return null;
    }

    /// <summary>The property that a path is about: that of the array or map where it ends in items; null for the body itself.</summary>
    public static string? Property(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        // A bracket of a name has a backslash before it.
        while (path.EndsWith("[]", StringComparison.Ordinal))
            path = path[..^2];
        return path.Length == 0 ? null : path;
    }

    /// <summary>Whether one is the other or lies below it.</summary>
    public static bool IsWithin(string path, string above)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(above);
        return path.StartsWith(above, StringComparison.Ordinal)
            && (path.Length == above.Length || path[above.Length] == '.' || path.AsSpan(above.Length).StartsWith("[]", StringComparison.Ordinal));
    }
}
