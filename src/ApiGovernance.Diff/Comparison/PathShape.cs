using System.Text;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>An operation without what its path parameters are called: <c>GET /orders/{}</c>.</summary>
internal static class PathShape
{
    public static string Of(ApiOperation operation)
    {
        StringBuilder shape = new(operation.Method + " ");
        bool inside = false;
        foreach (char c in operation.Path.TrimEnd('/'))
        {
            inside &= c != '}';
            if (!inside)
                shape.Append(c);
            inside |= c == '{';
        }

        return shape.ToString();
    }
}
