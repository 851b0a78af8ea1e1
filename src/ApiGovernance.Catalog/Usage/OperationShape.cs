using System.Text;

namespace ApiGovernance.Catalog.Usage;

/// <summary>An operation with its path parameters' names erased: renaming one changes no call.</summary>
internal static class OperationShape
{
    public static string Of(string operation)
    {
        if (!operation.Contains('{', StringComparison.Ordinal))
            return operation;
        StringBuilder shape = new(operation.Length);
        bool inside = false;
        foreach (char c in operation)
        {
            if (c == '}')
                inside = false;
            if (!inside)
                shape.Append(c);
            if (c == '{')
                inside = true;
        }

        return shape.ToString();
    }

    /// <summary>False for the messages that an API sends by itself: they have a name where an operation has its path.</summary>
    public static bool IsCalled(string operation) => operation.Contains(" /", StringComparison.Ordinal);
}
