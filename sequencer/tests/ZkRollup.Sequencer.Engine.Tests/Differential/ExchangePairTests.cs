using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Differential;

/// <summary>The comparison notices: one of the two is given a command that the other does not get.</summary>
public class ExchangePairTests
{
    private const long Start = 1_700_000_001_000;
    private static readonly Command Deposit = Command.Of(TransactionKind.Deposit, Start, 0, 2, 100, 9, 5);
    private static readonly Command OtherDeposit = Command.Of(TransactionKind.Deposit, Start, 0, 3, 100, 9, 5);

    [Fact]
    public void Step_EqualStates_FindsNothing()
    {
        ExchangePair pair = new(CheckIntervals.Always);
        Assert.Null(pair.Step(Deposit));
        Assert.Null(pair.Step(OtherDeposit));
        Assert.Null(pair.CompareAll(2));
    }

    [Fact]
    public void Step_OneIsBehind_FindsAnEventOrACounter()
    {
        ExchangePair pair = new(CheckIntervals.Always);
        CommandRunner.Run(pair.Engine, Deposit, new EventBuffer());
        Assert.Equal(MismatchKind.Event, pair.Step(OtherDeposit)?.Kind);
        Assert.Equal(MismatchKind.Counter, pair.Step(Deposit.At(Start - 1))?.Kind);
    }

    [Fact]
    public void Step_OneHasASession_FindsTheAnswer()
    {
        ExchangePair pair = new(CheckIntervals.Always);
        Assert.Null(pair.Step(Deposit));
        Command open = Command.Of(TransactionKind.OpenSession, Start, 5, 2, 0, 1, Start, Start + 1, 1, 0, 0, 0, 6);
        CommandRunner.Run(pair.Engine, open, new EventBuffer());
        Assert.Equal(MismatchKind.Answer, pair.Step(open)?.Kind);
    }

    [Fact]
    public void Step_OneHasOtherCash_FindsTheRecord()
    {
        ExchangePair pair = new(CheckIntervals.Always);
        CommandRunner.Run(pair.Engine, Deposit, new EventBuffer());
        CommandRunner.Run(pair.Reference, Deposit.With("amount", 101), new EventBuffer());
        Assert.Equal(MismatchKind.Record, pair.Step(Deposit)?.Kind);
    }

    [Fact]
    public void Step_OneHasAnotherAccountElsewhere_FindsTheRootOrTheRecord()
    {
        ExchangePair pair = new(new CheckIntervals(2, 2));
        CommandRunner.Run(pair.Engine, Deposit, new EventBuffer());
        CommandRunner.Run(pair.Reference, Deposit.With("newKey", 7), new EventBuffer());
        Command elsewhere = OtherDeposit.With("account", 30);
        Assert.Null(pair.Step(elsewhere));
        Mismatch? found = pair.Step(elsewhere.With("amount", 1));
        Assert.Equal(MismatchKind.Record, found?.Kind);
        Assert.Contains("Accounts/128", found?.Text, StringComparison.Ordinal);
    }
}
