using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>State from records in their packed shape: the inverse of packing.</summary>
internal sealed partial class StateStore
{
    /// <summary>Sets the record at an address of an empty state; the account of a position or session comes before it.</summary>
    /// <returns>False if no class has the address, or a field is out of its bits: nothing is set then.</returns>
    internal bool TryUnpack(uint address, in Record record)
    {
        if (!Contains(address) || !RecordWidths.Fit(address, record))
        {
            return false;
        }

        int index = (int)(address & ((1U << 30) - 1));
        switch ((Subtree)(address >> 30))
        {
            case Subtree.Accounts:
                return TryUnpackOfAccount(index / RecordAddress.AccountStride, index % RecordAddress.AccountStride, record);
            case Subtree.Orders:
                UnpackOrder(index, record);
                return true;
            case Subtree.Instruments:
                return TryUnpackOfInstrument(index / RecordAddress.InstrumentStride, index % RecordAddress.InstrumentStride, record);
            default:
                UnpackOfSystem(index, record);
                return true;
        }
    }

    internal void UnpackTerms(int number, in Record record)
    {
        ref InstrumentState instrument = ref Instruments[number];
        instrument.Expiry = (long)record.A1;
        instrument.Multiplier = (long)record.A2;
        instrument.PriceStep = (long)record.A3;
        instrument.Kind = (InstrumentKind)record.B2;
        instrument.Underlying = (int)record.B3;
        instrument.Strike = (long)record.B4;
        instrument.PriceCap = (long)record.B5;
    }

    internal void UnpackLimits(int number, in Record record)
    {
        ref InstrumentState instrument = ref Instruments[number];
        instrument.MinimumNotional = (long)record.A0;
        instrument.TakerFee = Bias.Decode(record.A1, 48);
        instrument.MakerFee = Bias.Decode(record.A2, 48);
        instrument.Band = (long)record.A3;
        instrument.MarkClamp = (long)record.A4;
        instrument.InsuranceTarget = (long)record.B0;
        instrument.InitialRate = (long)record.B1;
        instrument.MaintenanceRate = (long)record.B2;
        instrument.PositionLimit = (long)record.B3;
        instrument.OpenInterestCap = (long)record.B4;
        instrument.IsOpen = record.B5 != 0;
    }

    private bool TryUnpackOfAccount(int account, int offset, in Record record)
    {
        if (offset == 0)
        {
            ref OwnerState owner = ref Owners[account];
            owner.KeyX = record.X;
            owner.KeyY = record.Y;
            owner.AddressLow = record.A0;
            owner.AddressHigh = record.A1;
            owner.AddressMiddle = record.B0;
            owner.MasterNonce = (long)record.A2;
            WroteOwner(account);
            return true;
        }

        if (offset == 1)
        {
            ref AccountState state = ref Accounts[account];
            state.Cash = Bias.Decode(record.A0, 60);
            state.SessionCount = (int)record.A1;
            state.OrderEpoch = (long)record.A2;
            state.SessionEpoch = (long)record.A3;
            state.PositionMask = (int)record.B3;
            state.OpenOrders = (int)record.B4;
            state.IsLive = true;
            WroteAccount(account);
            return true;
        }

        if (!Accounts[account].IsLive)
        {
            return false;
        }

        if (offset >= Address.SessionBase)
        {
            return TryUnpackSession(account, offset - Address.SessionBase, record);
        }

        UnpackPosition(account, offset - Address.PositionBase, record);
        return true;
    }

    private void UnpackPosition(int account, int place, in Record record)
    {
        ref PositionState position = ref Positions[(RecordAddress.Positions * account) + place];
        position.Snapshot = Bias.Decode(record.A0, 60);
        position.LotsEpoch = (long)record.A1;
        position.Instrument = (int)record.B2;
        position.Size = Bias.Decode(record.B3, 36);
        position.OpenBuys = (long)record.B4;
        position.OpenSells = (long)record.B5;
        Accounts[account].Instruments[place] = (ushort)record.B2;
        WrotePosition(account, place);
    }

    private bool TryUnpackSession(int account, int slot, in Record record)
    {
        int place = TakeSession(account, slot);
        if (place == 0)
        {
            return false;
        }

        ref SessionState session = ref Sessions[place];
        session.LargestNotional = (long)record.A0;
        session.Nonce = (long)record.A1;
        session.Expiry = (long)record.A2;
        session.Markets = record.A4;
        session.Budget = (long)record.B0;
        session.SessionEpoch = (long)record.B1;
        session.Scope = (int)record.B2;
        session.Serial = (int)record.B3;
        SessionKeys[place] = new SessionKey { X = record.X, Y = record.Y };
        WroteSession(place);
        return true;
    }

    private void UnpackOrder(int leaf, in Record record)
    {
        ref OrderState order = ref Orders[leaf];
        order.Market = (int)record.A0;
        order.Nonce = (long)record.A1;
        order.Expiry = (long)record.A2;
        order.OwnerReference = (int)record.A3;
        order.Serial = (int)record.A4;
        order.MaximumFee = (int)record.B0;
        order.OrderEpoch = (long)record.B1;
        order.Price = (long)record.B2;
        order.Quantity = (long)record.B3;
        order.Next = (int)record.B4;
        order.NextPrice = (long)record.B5;
        WroteOrder(leaf);
    }

    private bool TryUnpackOfInstrument(int number, int offset, in Record record)
    {
        ref InstrumentState instrument = ref Instruments[number];
        switch (offset)
        {
            case 0:
                UnpackTerms(number, record);
                WroteTerms(number);
                break;
            case 1:
                UnpackLimits(number, record);
                WroteLimits(number);
                break;
            case 2:
                UnpackRisk(ref instrument, record);
                WroteRisk(number);
                break;
            case 3:
                UnpackBook(ref instrument, record);
                WroteBook(number);
                break;
            default:
                UnpackInsurance(ref instrument, record);
                WroteInsurance(number);
                break;
        }

        return instrument.IsListed;
    }

    private static void UnpackRisk(ref InstrumentState instrument, in Record record)
    {
        instrument.LongIndex = Bias.Decode(record.A0, 60);
        instrument.InitialLong = (long)record.A1;
        instrument.InitialShort = (long)record.A2;
        instrument.MaintenanceLong = (long)record.A3;
        instrument.MaintenanceShort = (long)record.A4;
        instrument.ShortIndex = Bias.Decode(record.B0, 60);
        instrument.SlowMark = (long)record.B1;
        instrument.Mark = (long)record.B2;
        instrument.IndexPrice = (long)record.B3;
        instrument.IndexRound = (long)record.B4;
        instrument.Status = (MarkStatus)record.B5;
    }

    private static void UnpackBook(ref InstrumentState instrument, in Record record)
    {
        instrument.Fees = (long)record.A0;
        instrument.LongLots = (long)record.A1;
        instrument.ShortLots = (long)record.A2;
        instrument.BidLeaf = (int)record.B2;
        instrument.BidPrice = (long)record.B3;
        instrument.AskLeaf = (int)record.B4;
        instrument.AskPrice = (long)record.B5;
    }

    private static void UnpackInsurance(ref InstrumentState instrument, in Record record)
    {
        instrument.InsuranceCash = Bias.Decode(record.A0, 60);
        instrument.AverageSum = (long)record.A1;
        instrument.AverageWeight = (long)record.A2;
        instrument.InsuranceSnapshot = Bias.Decode(record.B0, 60);
        instrument.Inventory = Bias.Decode(record.B2, 36);
        instrument.RiskRound = (long)record.B3;
        instrument.AverageRound = (long)record.B4;
    }

    private void UnpackOfSystem(int index, in Record record)
    {
        if (index == 0)
        {
            Treasury.Fund = (long)record.A0;
            Treasury.NetDeposits = (long)record.B0;
            WroteTreasury();
        }
        else if (index < Address.UnderlyingBase)
        {
            Signers[index - 1].Key = new SessionKey { X = record.X, Y = record.Y };
            WroteSigner(index - 1);
        }
        else
        {
            UnpackBoard((index - Address.UnderlyingBase) / Address.UnderlyingStride, index % Address.UnderlyingStride == 0, record);
        }
    }

    private void UnpackBoard(int underlying, bool isBoard, in Record record)
    {
        ref BoardState board = ref Boards[underlying];
        if (isBoard)
        {
            (board.Rounds[0], board.Rounds[1], board.Rounds[2], board.Rounds[3]) =
                ((long)record.A1, (long)record.A2, (long)record.A3, (long)record.A4);
            (board.Prices[0], board.Prices[1], board.Prices[2], board.Prices[3]) =
                ((long)record.B2, (long)record.B3, (long)record.B4, (long)record.B5);
            WroteBoard(underlying);
        }
        else
        {
            board.IndexPrice = (long)record.B2;
            board.IndexAnchor = (long)record.B3;
            board.IndexRound = (long)record.B4;
            WroteIndex(underlying);
        }
    }
}
