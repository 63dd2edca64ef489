# syntax=docker/dockerfile:1
FROM python:3.12-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --requirement requirements.txt

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    HASHED_STATIC=1 STATIC_ROOT=/app/static TRACKER_HOME=/data FOLDER_ROOTS=/app/seeds,/data/inbox
RUN useradd --system --uid 10001 --home-dir /data --create-home tracker && mkdir /data/inbox && chown tracker /data/inbox
WORKDIR /app
COPY --from=build /venv /venv
COPY . .
# The key serves only this step; the running system gets its own from the environment. It cannot write here, and finds
# that these are the files that it needs.
RUN SECRET_KEY=build TRACKER_HOME=/tmp/build python manage.py prepare --only-static
USER tracker
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "from urllib.request import Request, urlopen; urlopen(Request('http://127.0.0.1:8000/healthz', headers={'X-Forwarded-Proto': 'https'}), timeout=4)"]
CMD ["python", "-m", "gunicorn", "tracker.wsgi", "--workers=2", "--threads=4", "--log-level=warning", "--bind=0.0.0.0:8000"]
