using System.Net;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Xunit.Sdk;

namespace ApiGovernance.Architecture.Tests;

/// <summary>The shared world of the tests is relied on by all of them, so it is tested too.</summary>
public sealed class TestingTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_root_is_the_repository() => File.Exists(RepositoryPaths.At("ApiGovernance.sln")).ShouldBeTrue();

    [Fact]
    public void What_is_not_shared_skips_the_test_with_a_reason()
    {
        var skip = Should.Throw<SkipException>(() => RepositoryPaths.RequireShared("no-such-suite"));

        skip.Message.ShouldContain("no-such-suite");
    }

    [Fact]
    public void A_golden_matches_whatever_its_line_ends()
    {
        folder.Write("case.approved.txt", "one\r\ntwo\r\n");

        Golden.Match("one\ntwo\n", folder["case"], accept: false);
        File.Exists(folder["case.received.txt"]).ShouldBeFalse();
    }

    [Fact]
    public void A_difference_fails_shows_itself_and_leaves_the_received_output()
    {
        folder.Write("case.approved.txt", "one\ntwo\nthree\n");
        var failure = Should.Throw<FailException>(() => Golden.Match("one\n2\nthree\n", folder["case"], accept: false));

        failure.Message.ShouldContain("line 2");
        failure.Message.ShouldContain("  one\n- two\n+ 2\n  three\n");
        failure.Message.ShouldContain("./test.sh --accept");
        File.ReadAllText(folder["case.received.txt"]).ShouldBe("one\n2\nthree\n");
        File.ReadAllText(folder["case.approved.txt"]).ShouldBe("one\ntwo\nthree\n");
    }

    [Fact]
    public void An_output_that_was_never_approved_fails()
    {
        Should.Throw<FailException>(() => Golden.Match("one", folder["new/case"], accept: false)).Message.ShouldContain("no approved output");
        File.Exists(folder["new/case.approved.txt"]).ShouldBeFalse();
    }

    [Fact]
    public void Accepting_approves_the_output_and_clears_the_received_one()
    {
        folder.Write("case.approved.txt", "old");
        folder.Write("case.received.txt", "new");
        Golden.Match("new", folder["case"], accept: true);

        File.ReadAllText(folder["case.approved.txt"]).ShouldBe("new");
        File.Exists(folder["case.received.txt"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Waiting_ends_when_the_condition_holds()
    {
        var asked = 0;
        await Eventually.HoldsAsync(() => ++asked == 3, TimeSpan.FromSeconds(10), "it was asked three times");

        asked.ShouldBe(3);
    }

    [Fact]
    public async Task Waiting_in_vain_fails_with_the_condition_and_the_last_error()
    {
        var failure = await Should.ThrowAsync<FailException>(() => Eventually.HoldsAsync(
            Task<bool> () => throw new InvalidDataException("not yet"), TimeSpan.FromMilliseconds(50), "the answer is 42"));

        failure.Message.ShouldContain("the answer is 42");
        failure.Message.ShouldContain("not yet");
    }

    [Fact]
    public async Task A_loopback_app_answers_on_a_port_of_its_own()
    {
        await using var one = await LoopbackApp.StartAsync(app => app.MapGet("/", () => "one"));
        await using var two = await LoopbackApp.StartAsync(app => app.MapGet("/", () => "two"));

        (await one.Client.GetStringAsync(one.BaseAddress, TestContext.Current.CancellationToken)).ShouldBe("one");
        (await two.Client.GetStringAsync(two.BaseAddress, TestContext.Current.CancellationToken)).ShouldBe("two");
        IPAddress.IsLoopback(IPAddress.Parse(one.BaseAddress.Host)).ShouldBeTrue();
    }
}
