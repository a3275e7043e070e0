"""Starts the app: ``streamlit run app.py``, ``make app`` or ``alcance app``."""

import streamlit as st

from alcance.app.prepare import prepared
from alcance.app.server import MIDDLEWARE, ROUTES, SCRIPT, say_fault
from alcance.app.upload import sweep_uploads

sweep_uploads()
# Streamlit looks for these very words.
app = st.App(SCRIPT, routes=ROUTES, middleware=MIDDLEWARE, lifespan=prepared, on_script_error=say_fault)
