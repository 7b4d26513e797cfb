using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>What can be wrong with reports and marks.</summary>
internal static class PriceDefects
{
    private const long Call = 7;
    private const long OptionUnderlying = 3;
    private const long Strike = Scripts.Mark;

    internal static DefectSet[] All { get; } =
    [
        DefectSet.Of(
            TransactionKind.OracleUpdate,
            () =>
            {
                Script script = Scripts.Standard();
                return script.Add(Script.Final, _ => Scripts.Reports(script.FinalTime, 0, Scripts.Mark).First());
            },
            OracleUpdate,
            new Impossible(Cause.SignerInvalid, "only oracle signers have a round on a board", Cause.RoundNotIncreasing),
            new Impossible(Cause.RoundNotIncreasing, "the signer's last round has begun", Cause.RoundInFuture),
            new Impossible(Cause.RoundInFuture, "a round lies on one side of now", Cause.ReportTooOld)),
        DefectSet.Of(
            TransactionKind.UpdateMark,
            () =>
            {
                Script script = Scripts.Standard();
                script.AddAll("new reports", _ => Scripts.Reports(script.FinalTime, 0, Scripts.Mark));
                return script.Add(Script.Final, _ => Scripts.Plain(TransactionKind.UpdateMark, Scripts.Market).At(script.FinalTime));
            },
            UpdateMark,
            new Impossible(
                Cause.UnknownInstrument,
                "the zero record has no status; read as an instrument it would be past its expiry, with something to settle",
                Cause.InstrumentSettled,
                Cause.NothingToUpdate),
            new Impossible(
                Cause.InstrumentSettled,
                "it took an index to settle, and an index never goes; its round is not before the expiry, so part 2 would apply again",
                Cause.IndexMissing,
                Cause.NothingToUpdate)),
        RiskUpdate,
    ];

    private static Defect[] OracleUpdate =>
    [
        SessionDefects.TimeDecreases,
        new(Cause.SignerInvalid, script => script.EditFinal(c => c.With("signer", 4) with { Key = Scripts.SignerKey(4) })),
        new(Cause.SignerInvalid, script => script.EditFinal(c => c.With("signer", 4)).Omit("signer 4")),
        new(Cause.SignerInvalid, script => script.EditFinal(c => c.With("signer", 7))),
        new(Cause.UnknownSigner, script => script.Omit("signer 0").Omit("reports").Omit("mark").Omit("ask")),
        new(Cause.UnknownSigner, script => script.EditFinal(c => c.With("signer", 3) with { Key = Scripts.SignerKey(3) }).Omit("signer 3")),
        new(Cause.SignatureInvalid, script => script.EditFinal(c => c with { Key = Scripts.WrongKey })),
        new(Cause.SignatureInvalid, script => script.EditFinal(c => c with { Key = 0 })),
        new(Cause.PriceInvalid, script => script.EditFinal(c => c.With("price", 0))),
        new(Cause.RoundNotIncreasing, script => script.EditFinal(c => c.With("round", Scripts.RoundOf(Script.Start)))),
        new(Cause.RoundNotIncreasing, script => script.EditFinal(c => c.With("round", 0))),
        new(Cause.RoundNotIncreasing, script => script.BeforeAll("report again", _ => Scripts.Reports(script.FinalTime, 0, Scripts.Mark))),
        new(Cause.RoundInFuture, script => script.EditFinal(c => c.With("round", Scripts.RoundOf(script.FinalTime) + 1))),
        new(Cause.ReportTooOld, script => script.EditFinal(c => c.With("round", Scripts.RoundOf(script.FinalTime) - 4))),
    ];

    private static Defect[] UpdateMark =>
    [
        SessionDefects.TimeDecreases,
        new(Cause.UnknownInstrument, script => script.EditFinal(c => c.With("instrument", Scripts.Unlisted))),
        new(Cause.InstrumentSettled, script => script
            .Edit("list", c => c.With("kind", 2).With("expiry", Script.Start + 3_000))
            .Before("settle", _ => Scripts.Plain(TransactionKind.UpdateMark, Scripts.Market).At(script.FinalTime))),
        new(Cause.IndexMissing, script => script.Omit("reports").Omit("mark").Omit("ask").Omit("new reports")),
        new(Cause.NothingToUpdate, script => script.Omit("new reports")),
        new(Cause.NothingToUpdate, script => script.Omit("new reports").Edit("list", c => c
            .With("kind", 3).With("strike", 5).With("expiry", Script.Start + 3_600_000)).Omit("mark").Omit("ask")),
    ];

    /// <summary>A call at the money. Without its first update it has no mark, and some bounds do not hold.</summary>
    private static DefectSet RiskUpdate => DefectSet.Of(
        TransactionKind.RiskUpdate,
        () =>
        {
            Script script = Scripts.Standard();
            script.Add("list call", _ => Scripts
                .List(Call, OptionUnderlying).With("kind", 3).With("strike", Strike).With("expiry", Script.Start + 3_600_000));
            script.AddAll("first reports", _ => Scripts.Reports(Script.Start, OptionUnderlying, Scripts.Mark));
            script.Add("first", _ => Risk(Script.Start));
            script.AddAll("call reports", _ => Scripts.Reports(script.FinalTime, OptionUnderlying, Scripts.Mark));
            return script.Add(Script.Final, _ => Risk(script.FinalTime));
        },
        RiskUpdateDefects,
        RiskUpdateImpossible);

    private static Defect[] RiskUpdateDefects =>
    [
        SessionDefects.TimeDecreases,
        new(Cause.UnknownSigner, script => script.Omit("signer 4").Omit("first")),
        new(Cause.SignatureInvalid, script => script.EditFinal(c => c with { Key = Scripts.WrongKey })),
        new(Cause.UnknownInstrument, script => script.EditFinal(c => c.With("instrument", Scripts.Unlisted))),
        new(Cause.NotAnOption, script => script.EditFinal(c => c.With("instrument", Scripts.Market))),
        new(Cause.NotAnOption, script => script.Edit("list call", c => c.With("kind", 2).With("strike", 0)).Omit("first")),
        new(Cause.InstrumentClosed, script => script.Edit("list call", c => c.With("expiry", script.FinalTime))),
        new(Cause.IndexMissing, script => script.Omit("first").Omit("first reports").Omit("call reports")),
        new(Cause.IndexMissing, script => script
            .Omit("first").Omit("first reports").Omit("call reports").Omit("reports").Omit("mark").Omit("ask")),
        new(Cause.IndexStale, script =>
        {
            script.FinalTime = Script.Start + 63_000;
            script.Omit("call reports");
        }),
        new(Cause.RoundNotIncreasing, script => script.EditFinal(c => c.With("round", Scripts.RoundOf(Script.Start)))),
        new(Cause.RoundNotIncreasing, script => script.EditFinal(c => c.With("round", 0))),
        new(Cause.RoundNotIncreasing, script => script.Before("update again", _ => Risk(script.FinalTime))),
        new(Cause.RoundInFuture, script => script.EditFinal(c => c.With("round", Scripts.RoundOf(script.FinalTime) + 1))),
        new(Cause.ReportTooOld, script => script.EditFinal(c => c.With("round", Scripts.RoundOf(script.FinalTime) - 4))),
        new(Cause.MarkOutOfBounds, script => script.EditFinal(c => c.With("mark", Scripts.Mark + 1))),
        new(Cause.MarkOutOfBounds, script => script
            .Edit("list call", c => c.With("strike", 850)).Edit("first", c => c.With("mark", 100)).EditFinal(c => c.With("mark", 99))),
        new(Cause.MarkMovesTooFast, script => script.EditFinal(c => c.With("mark", 600))),
        new(Cause.MarginOutOfBounds, script => script.EditFinal(c => c.With("initialShort", 999))),
        new(Cause.MarginOutOfBounds, script => script.EditFinal(c => c.With("initialShort", 10_001))),
        new(Cause.MarginOutOfBounds, script => script.EditFinal(c => c.With("initialShort", 20_000))),
        new(Cause.MarginOutOfBounds, script => script.EditFinal(c => c.With("maintenanceShort", 749))),
        new(Cause.MarginOutOfBounds, script => script.EditFinal(c => c.With("maintenanceShort", 1_001))),
        new(Cause.MarginRisesTooFast, script => script.EditFinal(c => c.With("initialShort", 1_002))),
        new(Cause.MarginRisesTooFast, script => script.EditFinal(c => c.With("maintenanceShort", 800))),
    ];

    private static Impossible[] RiskUpdateImpossible =>
    [
        new(
            Cause.UnknownSigner,
            "an option that is marked was marked by the signer, and a key can be replaced but not removed",
            Cause.MarkMovesTooFast,
            Cause.MarginRisesTooFast),
        new(
            Cause.UnknownInstrument,
            "the zero record is of kind 0, and has no mark",
            Cause.NotAnOption,
            Cause.MarkMovesTooFast,
            Cause.MarginRisesTooFast),
        new(Cause.IndexMissing, "a mark was made from an index, and an index never goes", Cause.MarkMovesTooFast, Cause.MarginRisesTooFast),
        new(Cause.RoundNotIncreasing, "the round of the last update has begun", Cause.RoundInFuture),
        new(Cause.RoundInFuture, "a round lies on one side of now", Cause.ReportTooOld),
    ];

    private static Command Risk(long time) => Command.Of(
        TransactionKind.RiskUpdate, time, Scripts.SignerKey(4), Call, Scripts.RoundOf(time), 50, 1_000, 750);
}
