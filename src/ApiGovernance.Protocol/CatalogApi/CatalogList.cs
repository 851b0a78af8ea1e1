using System.Globalization;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A list of the catalog, read page by page: one page, all of it, or item by item.</summary>
public sealed class CatalogList<T> : IAsyncEnumerable<T>
{
    /// <summary>The most that the catalog gives at once.</summary>
    public const int LargestPage = 200;

    private readonly Func<string, CancellationToken, Task<CatalogAnswer<CatalogPage<T>>>> _read;
    private readonly CatalogQuery _filter;

    internal CatalogList(CatalogQuery filter, Func<string, CancellationToken, Task<CatalogAnswer<CatalogPage<T>>>> read) =>
        (_filter, _read) = (filter, read);

    /// <param name="cursor"><see cref="CatalogPage{T}.Next"/> of the page before; null for the first.</param>
    public Task<CatalogAnswer<CatalogPage<T>>> PageAsync(int limit, string? cursor, CancellationToken cancellationToken) =>
        _read(_filter.With("limit", limit.ToString(CultureInfo.InvariantCulture)).With("cursor", cursor).ToString(), cancellationToken);

    /// <summary>All items, or the problem that ended the reading.</summary>
    public async Task<CatalogAnswer<IReadOnlyList<T>>> AllAsync(CancellationToken cancellationToken)
    {
        List<T> items = [];
        string? cursor = null;
        while (true)
        {
            CatalogAnswer<CatalogPage<T>> page = await PageAsync(LargestPage, cursor, cancellationToken).ConfigureAwait(false);
            if (page.Value is not { } value)
                return new CatalogAnswer<IReadOnlyList<T>>(page.Status, null, page.Problem, null);
            items.AddRange(value.Items);
            if ((cursor = value.Next) is null)
                return new CatalogAnswer<IReadOnlyList<T>>(page.Status, items, null, null);
        }
    }

    /// <exception cref="CatalogRefusedException">The catalog refused one of the pages.</exception>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        string? cursor = null;
        do
        {
            CatalogAnswer<CatalogPage<T>> page = await PageAsync(LargestPage, cursor, cancellationToken).ConfigureAwait(false);
            if (page.Value is not { } value)
                throw new CatalogRefusedException(page.Problem!);
            foreach (T item in value.Items)
                yield return item;
            cursor = value.Next;
        }
        while (cursor is not null);
    }
}

/// <summary>The catalog said no in the middle of a list, where an answer cannot carry it.</summary>
public sealed class CatalogRefusedException(CatalogProblem problem) : Exception(problem.Detail ?? problem.Title)
{
    public CatalogProblem Problem { get; } = problem;
}
