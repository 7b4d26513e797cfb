using ZkRollup.Bench.Harness;

namespace ZkRollup.Bench.Micro;

/// <summary>What a call into C costs: the part of a short foreign call that is not its work.</summary>
internal sealed class ForeignCallBenchmarks : IBenchmarkSource
{
    public IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context)
    {
        int calls = context.Size(full: 10_000, quick: 10);
        yield return new BenchmarkGroup(
            "call.empty",
            "a call of a C function that does nothing",
            () => context.Blst is not { } blst
                ? []
                :
                [
                    new Contender("call", calls, () => blst.CallEmpty(calls)),
                    new Contender("no transition", calls, () => blst.CallEmptyWithoutTransition(calls)),
                ]);
    }
}
