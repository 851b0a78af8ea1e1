using ApiGovernance.Linting.Views;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>An operation of a document's paths.</summary>
/// <param name="Path">The key of its path item.</param>
/// <param name="Method">The key of the operation in it.</param>
internal readonly record struct OperationPlace(string Path, string Method, ViewNode Operation);

/// <summary>The operations of a <c>paths</c> object in the order of the text.</summary>
internal static class Operations
{
    public static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete", "options", "trace"];

    public static IEnumerable<OperationPlace> Of(ViewNode paths)
    {
        foreach ((string path, ViewNode item) in paths.Members())
        {
            foreach (OperationPlace operation in OfItem(path, item))
                yield return operation;
        }
    }

    public static IEnumerable<OperationPlace> OfItem(string path, ViewNode item)
    {
        foreach ((string method, ViewNode operation) in item.Members())
        {
            if (operation.IsObject && Methods.Contains(method))
                yield return new OperationPlace(path, method, operation);
        }
    }
}
