using System.Globalization;
using System.Text.Json;

namespace ApiGovernance.Cli.Demo.Tour;

/// <summary>What the change gate does with a new contract, and what the gateway makes of an accepted one.</summary>
internal static class ChangeSteps
{
    private const string Submit = "api/v1/apis/order-intake/versions/v2";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    public static async Task BreakingAsync(TourContext tour, CancellationToken stop)
    {
        tour.Console.Step("A breaking change of the order contract is proposed: refused, with the reason and who would break");
        tour.Console.Say("the proposal drops the channel `phone`, requires a date per line and no longer returns `paymentStatus`");
        await UsageArrivedAsync(tour, stop);
        TourCall call = await tour.GovernAsync(HttpMethod.Put, Submit, TrafficSteps.Resource("order-intake-v2-breaking.yaml"), stop);
        tour.Console.Answered(call, [], ["title", "detail"]);
        PrintFindings(tour, call);
        PrintImpact(tour, call);
        tour.Console.Expect(
            call.Status == 409 && call.Body.Contains("phone", StringComparison.Ordinal) && call.Body.Contains("storefront", StringComparison.Ordinal),
            "409: each breaking change, and storefront, which was seen calling");
    }

    public static async Task CompatibleAsync(TourContext tour, CancellationToken stop)
    {
        tour.Console.Step("A compatible change is accepted and live in the gateway, without a dropped request");
        tour.Console.Say("the proposal adds an optional `giftMessage`, a query parameter and GET /orders/{orderId}/history");
        TourCall before = await tour.CallAsync("storefront", HttpMethod.Get, "/commerce/order-intake/v2/orders/ord-8000118/history", stop);
        tour.Console.Answered(before, [], ["title"]);
        tour.Console.Expect(before.Status == 404, "404: not in the contract yet");

        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        OngoingTraffic traffic = OngoingTraffic.Start(tour.Client, new Uri(tour.Gateway, "/logistics/shipments/v1/shipments?limit=1"), await tour.TokenAsync("warehouse-app", stop), enough.Token);
        await HoldsAsync(() => Task.FromResult(traffic.Sent >= 5), stop);
        TourCall call = await tour.GovernAsync(HttpMethod.Put, Submit, TrafficSteps.Resource("order-intake-v2-compatible.yaml"), stop);
        tour.Console.Answered(call, [], ["outcome", "summary"]);
        tour.Console.Expect(call.Status is 200 or 201, "accepted");

        string token = await tour.TokenAsync("storefront", stop);
        bool live = await HoldsAsync(
            async () => await StatusAsync(tour, token, "/commerce/order-intake/v2/orders/ord-8000118/history", stop) == 200, stop);
        int sentUntilLive = traffic.Sent;
        await HoldsAsync(() => Task.FromResult(traffic.Sent >= sentUntilLive + 5), stop);
        await enough.CancelAsync();
        await traffic.Ended;
        TourCall after = await tour.CallAsync("storefront", HttpMethod.Get, "/commerce/order-intake/v2/orders/ord-8000118/history", stop);
        tour.Console.Answered(after, [], ["entries"]);
        tour.Console.Expect(live && after.Status == 200, "the new operation answers through the gateway");
        tour.Console.Say(string.Create(CultureInfo.InvariantCulture, $"{traffic.Sent} other requests were sent before, during and after the change, {traffic.Failed} failed"));
        tour.Console.Expect(traffic.Sent >= 10 && traffic.Failed == 0, "no request was dropped");
    }

    /// <summary>The gateway reports usage in intervals; the gate knows of a caller once the report is in.</summary>
    private static Task<bool> UsageArrivedAsync(TourContext tour, CancellationToken stop) => HoldsAsync(
        async () => (await tour.Client.GetStringAsync(new Uri(tour.ControlPlane, "api/v1/usage?api=order-intake"), stop))
            .Contains("storefront", StringComparison.Ordinal),
        stop);

    private static async Task<bool> HoldsAsync(Func<Task<bool>> condition, CancellationToken stop)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < Bound)
        {
            if (await condition())
                return true;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stop);
        }

        return false;
    }

    private static async Task<int> StatusAsync(TourContext tour, string token, string path, CancellationToken stop)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(tour.Gateway, path));
        request.Headers.Authorization = new("Bearer", token);
        using HttpResponseMessage response = await tour.Client.SendAsync(request, stop);
        return (int)response.StatusCode;
    }

    private static void PrintFindings(TourContext tour, TourCall call)
    {
        if (call.Json is not { } problem || !problem.TryGetProperty("errors", out JsonElement findings))
            return;
        foreach (JsonElement finding in findings.EnumerateArray())
        {
            tour.Console.Say($"  {Member(finding, "severity"),-8}{Member(finding, "message")}   [{Member(finding, "ruleId")}, {Member(finding, "file")}:{Member(finding, "line")}]");
            if (Member(finding, "witness") is { Length: > 0 } witness)
                tour.Console.Say($"          proof: {(witness.Length > 160 ? witness[..157] + "..." : witness)}");
        }
    }

    private static void PrintImpact(TourContext tour, TourCall call)
    {
        if (call.Json is not { } problem || !problem.TryGetProperty("impactReport", out JsonElement report) || !report.TryGetProperty("consumers", out JsonElement consumers))
            return;
        foreach (JsonElement consumer in consumers.EnumerateArray())
        {
            string operations = string.Join(", ", consumer.GetProperty("operations").EnumerateArray().Select(operation => operation.GetString()));
            tour.Console.Say($"  {Member(consumer, "state"),-11}{Member(consumer, "consumer")}{(operations.Length == 0 ? "" : $": was seen calling {operations}")}");
        }
    }

    private static string Member(JsonElement value, string name) =>
        value.TryGetProperty(name, out JsonElement member) ? member.ValueKind == JsonValueKind.String ? member.GetString()! : member.GetRawText() : "";
}
