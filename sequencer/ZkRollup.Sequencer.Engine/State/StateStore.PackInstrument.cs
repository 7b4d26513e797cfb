using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>Records of instruments and of the system in their packed shape.</summary>
internal sealed partial class StateStore
{
    private static void PackOfInstrument(in InstrumentState instrument, int offset, Span<ulong> fields)
    {
        if (!instrument.IsListed)
        {
            return;
        }

        switch (offset)
        {
            case 0:
                PackTerms(instrument, fields);
                break;
            case 1:
                PackLimits(instrument, fields);
                break;
            case 2:
                PackRisk(instrument, fields);
                break;
            case 3:
                PackBook(instrument, fields);
                break;
            default:
                PackInsurance(instrument, fields);
                break;
        }
    }

    private static void PackTerms(in InstrumentState instrument, Span<ulong> fields)
    {
        fields[A1] = (ulong)instrument.Expiry;
        fields[A2] = (ulong)instrument.Multiplier;
        fields[A3] = (ulong)instrument.PriceStep;
        fields[B2] = (ulong)instrument.Kind;
        fields[B3] = (ulong)instrument.Underlying;
        fields[B4] = (ulong)instrument.Strike;
        fields[B5] = (ulong)instrument.PriceCap;
    }

    private static void PackLimits(in InstrumentState instrument, Span<ulong> fields)
    {
        fields[A0] = (ulong)instrument.MinimumNotional;
        fields[A1] = Bias.Encode(instrument.TakerFee, 48);
        fields[A2] = Bias.Encode(instrument.MakerFee, 48);
        fields[A3] = (ulong)instrument.Band;
        fields[A4] = (ulong)instrument.MarkClamp;
        fields[B0] = (ulong)instrument.InsuranceTarget;
        fields[B1] = (ulong)instrument.InitialRate;
        fields[B2] = (ulong)instrument.MaintenanceRate;
        fields[B3] = (ulong)instrument.PositionLimit;
        fields[B4] = (ulong)instrument.OpenInterestCap;
        fields[B5] = instrument.IsOpen ? 1UL : 0UL;
    }

    private static void PackRisk(in InstrumentState instrument, Span<ulong> fields)
    {
        fields[A0] = Bias.Encode(instrument.LongIndex, 60);
        fields[A1] = (ulong)instrument.InitialLong;
        fields[A2] = (ulong)instrument.InitialShort;
        fields[A3] = (ulong)instrument.MaintenanceLong;
        fields[A4] = (ulong)instrument.MaintenanceShort;
        fields[B0] = Bias.Encode(instrument.ShortIndex, 60);
        fields[B1] = (ulong)instrument.SlowMark;
        fields[B2] = (ulong)instrument.Mark;
        fields[B3] = (ulong)instrument.IndexPrice;
        fields[B4] = (ulong)instrument.IndexRound;
        fields[B5] = (ulong)instrument.Status;
    }

    private static void PackBook(in InstrumentState instrument, Span<ulong> fields)
    {
        fields[A0] = (ulong)instrument.Fees;
        fields[A1] = (ulong)instrument.LongLots;
        fields[A2] = (ulong)instrument.ShortLots;
        fields[B2] = (ulong)instrument.BidLeaf;
        fields[B3] = (ulong)instrument.BidPrice;
        fields[B4] = (ulong)instrument.AskLeaf;
        fields[B5] = (ulong)instrument.AskPrice;
    }

    private static void PackInsurance(in InstrumentState instrument, Span<ulong> fields)
    {
        fields[A0] = Bias.Encode(instrument.InsuranceCash, 60);
        fields[A1] = (ulong)instrument.AverageSum;
        fields[A2] = (ulong)instrument.AverageWeight;
        fields[B0] = Bias.Encode(instrument.InsuranceSnapshot, 60);
        fields[B2] = Bias.Encode(instrument.Inventory, 36);
        fields[B3] = (ulong)instrument.RiskRound;
        fields[B4] = (ulong)instrument.AverageRound;
    }

    private void PackOfSystem(int index, Span<ulong> fields)
    {
        if (index == 0)
        {
            fields[A0] = (ulong)Treasury.Fund;
            fields[B0] = (ulong)Treasury.NetDeposits;
            return;
        }

        if (index < Address.UnderlyingBase)
        {
            return;
        }

        ref readonly BoardState board = ref Boards[(index - Address.UnderlyingBase) / Address.UnderlyingStride];
        if (index % Address.UnderlyingStride == 0)
        {
            for (int i = 0; i < BoardRecord.Signers; i++)
            {
                fields[A1 + i] = (ulong)board.Rounds[i];
                fields[B2 + i] = (ulong)board.Prices[i];
            }
        }
        else
        {
            fields[B2] = (ulong)board.IndexPrice;
            fields[B3] = (ulong)board.IndexAnchor;
            fields[B4] = (ulong)board.IndexRound;
        }
    }
}
